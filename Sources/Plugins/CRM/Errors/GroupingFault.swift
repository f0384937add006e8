/// What is wrong with the parameters of `groupBy`.
enum GroupingFault: Equatable {
    /// A parameter that is not the JSON it should be.
    case malformed(Parameter)
    case tooLong(Parameter)
    case tooMany(Parameter, limit: Int)
    case unknownField(String)
    case unsupportedField(String)
    case subFieldRequired(String)
    case unknownGranularity(String, field: String)
    case timeZoneRequired(field: String)
    case unknownTimeZone(String)
    case unknownWeekDay(String)
    case notAList(String)
    case unknownAggregates([String])
    case notGrouped(String)
    case viewNotFound(String)

    enum Parameter: String {
        case groupBy = "group_by"
        case aggregate
        case orderBy = "order_by"

        var example: String {
            switch self {
            case .groupBy: #"[{"stage":true},{"createdAt":{"granularity":"MONTH","timeZone":"UTC"}}]"#
            case .aggregate: #"["totalCount","countNotEmptyName"]"#
            case .orderBy: #"[{"stage":"AscNullsFirst"},{"aggregate":{"totalCount":"DescNullsLast"}}]"#
            }
        }
    }

    var message: String {
        switch self {
        case .malformed(let parameter): "'\(parameter.rawValue)' invalid. eg: \(parameter.rawValue)=\(parameter.example)"
        case .tooLong(let parameter): "'\(parameter.rawValue)' invalid. It may not be longer than \(QueryLimits.textLength) bytes"
        case .tooMany(let parameter, let limit): "'\(parameter.rawValue)' invalid. It may not have more than \(limit) items"
        case .unknownField(let name): "Unidentified field in groupBy: \(name)"
        case .unsupportedField(let name): "Field \"\(name)\" is not supported in groupBy"
        case .subFieldRequired(let name): "Field \"\(name)\" needs a sub-field in groupBy"
        case .unknownGranularity(let word, let field):
            "Invalid granularity '\(word)' for field \"\(field)\". Valid values are: "
                + DateGranularity.allCases.map(\.rawValue).joined(separator: ", ")
        case .timeZoneRequired(let field): "A timeZone is required to group field \"\(field)\" by this granularity"
        case .unknownTimeZone(let name): "Invalid timeZone '\(name)'. It must be a name of the IANA time zone database"
        case .unknownWeekDay(let name):
            "Invalid weekStartDay '\(name)'. Valid values are: \(WeekDay.allCases.map(\.rawValue).joined(separator: ", "))"
        case .notAList(let name): "Field \"\(name)\" cannot be unnested in groupBy"
        case .unknownAggregates(let names): "Unknown aggregate field(s): \(Self.list(names))"
        case .notGrouped(let name): "Cannot order groups by \"\(name)\": it is not part of group_by"
        case .viewNotFound(let id): "View '\(id)' not found"
        }
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(20).map { String($0.prefix(100)) }.joined(separator: ", ")
    }
}
