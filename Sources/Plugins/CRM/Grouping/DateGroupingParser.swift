import Contracts

/// Reads how a date is grouped by: `{"granularity":"WEEK","timeZone":"Europe/Paris","weekStartDay":"SUNDAY"}`.
struct DateGroupingParser {
    let path: ColumnPath

    func grouping(_ options: JSONObject) throws(CRMError) -> DateGrouping {
        guard Set(["granularity", "timeZone", "weekStartDay"]).isSuperset(of: options.names) else {
            throw .invalidGrouping(.malformed(.groupBy))
        }
        let granularity = try granularity(options["granularity"] ?? .null)
        return DateGrouping(
            granularity: granularity, timeZone: try timeZone(options["timeZone"] ?? .null, for: granularity),
            weekStart: try weekStart(options["weekStartDay"] ?? .null))
    }

    private func granularity(_ value: JSONValue) throws(CRMError) -> DateGranularity {
        guard case .string(let word) = value, let granularity = DateGranularity(rawValue: word) else {
            throw .invalidGrouping(.unknownGranularity(GroupingJSON.excerpt(value), field: path.field.name))
        }
        return granularity
    }

    /// A date has no time zone: one that is given with it changes nothing.
    private func timeZone(_ value: JSONValue, for granularity: DateGranularity) throws(CRMError) -> String? {
        if value == .null {
            guard path.type == .date || !granularity.isPeriod else {
                throw .invalidGrouping(.timeZoneRequired(field: path.field.name))
            }
            return nil
        }
        guard case .string(let name) = value, TimeZoneNames.contains(name) else {
            throw .invalidGrouping(.unknownTimeZone(GroupingJSON.excerpt(value)))
        }
        return path.type == .date ? nil : name
    }

    private func weekStart(_ value: JSONValue) throws(CRMError) -> WeekDay {
        if value == .null { return .monday }
        guard case .string(let word) = value, let day = WeekDay(rawValue: word) else {
            throw .invalidGrouping(.unknownWeekDay(GroupingJSON.excerpt(value)))
        }
        return day
    }
}
