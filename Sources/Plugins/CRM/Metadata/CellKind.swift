/// How a column's text form becomes JSON.
enum CellKind: Sendable, Equatable {
    /// Text that may need escapes.
    case text(null: NullForm)
    /// Text that never does: UUIDs and dates.
    case verbatimText
    /// A number in PostgreSQL's spelling, which is JSON's but for NaN and the infinities.
    case number
    /// A number as well, of which the part before the point is told.
    case integer
    /// `t` or `f`
    case boolean
    /// `timestamptz`, told in ISO 8601 with milliseconds and `Z`.
    case timestamp
    /// Text that is JSON already.
    case json(null: NullForm)

    /// What NULL reads as: an empty text and an empty list are stored as NULL, and come back as what they were.
    enum NullForm: Sendable {
        case null, emptyText, emptyList
    }

    var nullForm: NullForm {
        switch self {
        case .text(let null), .json(let null): null
        default: .null
        }
    }
}
