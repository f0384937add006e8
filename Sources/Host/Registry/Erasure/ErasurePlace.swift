import Contracts

/// Where a receipt stands: behind which other, at what time, and at which end of the tenant's audit log.
struct ErasurePlace: Sendable, Equatable {
    let sequence: Int64
    /// The SHA-256 of the document before it; zeros for the first.
    let previous: [UInt8]
    /// RFC 3339, UTC.
    let completedAt: String
    let auditLength: Int64
    let auditHead: [UInt8]

    /// The place behind the last receipt there is, as the caller's transaction sees it.
    static func next(
        after tenant: TenantID, on connection: any DatabaseConnection, _ cryptography: any Cryptography
    ) async throws -> ErasurePlace {
        let last = try await connection.query("SELECT sequence, document FROM erasure_ledger ORDER BY sequence DESC LIMIT 1").first
        let rows = try await connection.query(
            """
            SELECT length, head, to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS now
            FROM audit_chain WHERE chain = \(tenant)
            """)
        guard let audit = rows.first else { throw DatabaseError.decoding(column: "head") }
        let document: String? = try last?.decode("document")
        return ErasurePlace(
            sequence: try last?.decode("sequence", as: Int64.self).advanced(by: 1) ?? 1,
            previous: document.map { cryptography.sha256(Array($0.utf8)) } ?? ChainHash.none,
            completedAt: try audit.decode("now"), auditLength: try audit.decode("length"), auditHead: try audit.decode("head"))
    }
}
