import Contracts

/// A column that is to be written, and with what.
struct ColumnValue: Equatable {
    let column: String
    let value: Source

    enum Source: Equatable {
        case bound(SQLValue)
        /// The column's default.
        case standard
        /// Before all records there are, or behind them.
        case firstPosition
        case lastPosition
        /// What kind of caller acts, the acting member's id, and the caller's name.
        case actorSource
        case actorID
        case actorName
    }

    init(_ column: String, _ value: Source) {
        self.column = column
        self.value = value
    }

    init(_ column: String, _ value: SQLValue) { self.init(column, .bound(value)) }
}
