import Contracts

/// Why one row cannot be imported.
struct RowFault: Error, Equatable {
    /// The field or column that is wrong; nil when it is the row as a whole.
    let field: String?
    let code: ErrorCode
    let message: String

    init(field: String? = nil, code: ErrorCode = .invalidRecord, _ message: String) {
        self.field = field
        self.code = code
        self.message = message
    }

    init(_ fault: CSVReader.Fault) {
        switch fault {
        case .strayQuote:
            self.init("A quote stands within a cell that does not begin with one, or behind the end of a quoted cell.")
        case .unclosedQuote: self.init("The text ends within a quoted cell.")
        case .tooLarge(let limit): self.init("The row is larger than \(limit) bytes.")
        }
    }

    init(_ fault: LineReader.Fault) {
        switch fault {
        case .tooLarge(let limit): self.init("The line is larger than \(limit) bytes.")
        }
    }
}

/// One row of an import, and where it stands.
struct ImportRow: Sendable {
    /// The number of the line that it begins on, from 1, a header included.
    let line: Int
    /// The record in the form of a body of `POST /rest/<objects>`.
    let content: Result<JSONObject, RowFault>
}
