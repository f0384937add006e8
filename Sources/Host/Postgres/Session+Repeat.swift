internal import CPostgres
internal import Contracts

extension Session {
    /// Forgets the prepared statements among `statements` when the server says that they no longer hold.
    ///
    /// - Returns: whether sending them again is safe and may succeed.
    mutating func canRepeat(_ statements: [SQL], after failure: DatabaseError) -> Bool {
        guard case .server(let diagnostic) = failure, Self.stale.contains(diagnostic.sqlState), phase == .idle else { return false }
        var hasForgotten = false
        for statement in statements where self.statements.forget(statement.text) { hasForgotten = true }
        return hasForgotten && connection.transaction == PQTRANS_IDLE
    }

    private static let stale: Set<SQLState> = [.featureNotSupported, .invalidStatementName, .internalError]
}
