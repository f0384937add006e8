import Contracts

extension DatabaseError {
    /// The code of a server's refusal; nil for other errors.
    var sqlState: SQLState? {
        if case .server(let diagnostic) = self { diagnostic.sqlState } else { nil }
    }
}
