import Contracts

/// How finely instants and dates are told apart in groups.
enum DateGranularity: String, Sendable, CaseIterable {
    case day = "DAY"
    case week = "WEEK"
    case month = "MONTH"
    case quarter = "QUARTER"
    case year = "YEAR"
    case dayOfTheWeek = "DAY_OF_THE_WEEK"
    case monthOfTheYear = "MONTH_OF_THE_YEAR"
    case quarterOfTheYear = "QUARTER_OF_THE_YEAR"
    case none = "NONE"

    /// Whether it makes periods of the calendar, whose borders lie elsewhere in each time zone.
    var isPeriod: Bool {
        switch self {
        case .day, .week, .month, .quarter, .year: true
        case .dayOfTheWeek, .monthOfTheYear, .quarterOfTheYear, .none: false
        }
    }
}

/// The day on which weeks begin.
enum WeekDay: String, Sendable, CaseIterable {
    case monday = "MONDAY"
    case tuesday = "TUESDAY"
    case wednesday = "WEDNESDAY"
    case thursday = "THURSDAY"
    case friday = "FRIDAY"
    case saturday = "SATURDAY"
    case sunday = "SUNDAY"

    /// The days from its week's beginning to the next Monday, on which PostgreSQL's weeks begin.
    var daysToMonday: Int { (7 - (Self.allCases.firstIndex(of: self) ?? 0)) % 7 }
}

/// How a date or an instant is grouped by.
struct DateGrouping: Sendable {
    let granularity: DateGranularity
    /// A name of the IANA time zone database; nil for dates, and where the granularity needs none.
    let timeZone: String?
    let weekStart: WeekDay

    /// The value that a group has in common. Days and months are told by their numbers, so that they sort as in the calendar.
    func expression(of column: SQL) -> SQL {
        switch granularity {
        case .none: column
        case .day: "date_trunc('day', \(local(column)))::date"
        case .week:
            """
            (date_trunc('week', \(local(column)) + \(weekStart.daysToMonday) * interval '1 day') \
            - \(weekStart.daysToMonday) * interval '1 day')::date
            """
        case .month: "date_trunc('month', \(local(column)))::date"
        case .quarter: "date_trunc('quarter', \(local(column)))::date"
        case .year: "date_trunc('year', \(local(column)))::date"
        case .dayOfTheWeek: "extract(isodow FROM \(column))::int"
        case .monthOfTheYear: "extract(month FROM \(column))::int"
        case .quarterOfTheYear: "extract(quarter FROM \(column))::int"
        }
    }

    private func local(_ column: SQL) -> SQL {
        guard let timeZone else { return "\(column)::timestamp" }
        return "(\(column) AT TIME ZONE \(timeZone)::text)"
    }
}
