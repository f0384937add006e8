public import Contracts

/// The receipts of erased tenants in the registry.
public struct ErasureLedger: Sendable {
    private let registry: any Database

    public init(registry: any Database) { self.registry = registry }

    /// All of them with their numbers, the oldest first.
    public func receipts() async throws -> [(sequence: Int64, receipt: ErasureReceipt)] {
        try await registry.query("SELECT \(LedgerEntry.columns) FROM erasure_ledger ORDER BY sequence").map { row in
            let entry = try LedgerEntry(row: row)
            return (entry.sequence, entry.receipt)
        }
    }
}
