internal import Contracts
internal import FoundationEssentials

/// The erasure ledger, as operators look at it.
struct ReceiptStore: Sendable {
    let registry: any Database

    /// A page of receipts, the newest first, before the one with the number `before`.
    func list(before: Int64?, limit: Int) async throws -> [(sequence: Int64, receipt: ErasureReceipt)] {
        var position: SQL = ""
        if let before { position = "WHERE sequence < \(before)" }
        return try await registry.query(
            "SELECT \(Self.columns) FROM erasure_ledger \(position) ORDER BY sequence DESC LIMIT \(limit)::bigint"
        ).map { (try $0.decode("sequence"), try Self.receipt($0)) }
    }

    /// - Parameter id: that of the receipt or that of the tenant.
    func find(_ id: UUID) async throws -> ErasureReceipt? {
        try await registry.query(
            "SELECT \(Self.columns) FROM erasure_ledger WHERE receipt_id = \(id) OR tenant_id = \(id) LIMIT 1"
        ).first.map(Self.receipt)
    }

    private static let columns: SQL = """
        sequence, receipt_id, tenant_id, erased_accounts, document, signature,
        to_char(completed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS completed
        """

    private static func receipt(_ row: Row) throws -> ErasureReceipt {
        ErasureReceipt(
            receiptID: try row.decode("receipt_id"), tenant: try row.decode("tenant_id"),
            erasedAccounts: try row.decode("erased_accounts"), completedAt: try row.decode("completed"),
            document: try row.decode("document"), signature: try row.decode("signature"))
    }
}
