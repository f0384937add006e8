import Contracts

/// Reads the chains of the audit log, each from its first entry on.
struct AuditChains: Sendable {
    private static let recordsAtOnce = 500

    let query: @Sendable (SQL) async throws -> RowSet

    /// Where the chains end.
    ///
    /// - Parameter tenant: whose chain; nil is every chain.
    func ends(of tenant: TenantID?) async throws -> [AuditChainEnd] {
        let condition: SQL = if let tenant { "chain = \(tenant)" } else { "TRUE" }
        return try await query("SELECT chain, length, head FROM audit_chain WHERE \(condition) ORDER BY chain")
            .map(AuditChainEnd.init(row:))
    }

    /// The same of every chain; one that has entries and no end counts as empty.
    func endsOrNone() async throws -> [AuditChainEnd] {
        try await query(
            """
            SELECT chain, coalesce(length, 0) AS length, coalesce(head, decode(repeat('00', 32), 'hex')) AS head
            FROM audit_chain FULL JOIN (SELECT DISTINCT chain FROM audit_log) AS written USING (chain) ORDER BY chain
            """
        ).map(AuditChainEnd.init(row:))
    }

    /// The next entries of a chain, at most some hundred; none when there are no more.
    func batch(of chain: String, after last: Int64?, upTo length: Int64 = .max) async throws -> [AuditRecord] {
        var position: SQL = ""
        if let last { position = " AND sequence > \(last)" }
        return try await query(
            """
            SELECT \(AuditRecord.columns) FROM audit_log
            WHERE chain = \(chain)::uuid AND sequence <= \(length)\(position)
            ORDER BY sequence LIMIT \(Self.recordsAtOnce)::bigint
            """
        ).map(AuditRecord.init(row:))
    }
}
