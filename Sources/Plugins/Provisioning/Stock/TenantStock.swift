import Contracts

/// The ready databases as a creation takes them.
struct TenantStock: Sendable {
    let store: StockStore
    let schema: TenantSchema
    /// How many are to be ready on each server; 0 has no stock at all.
    let size: Int
    /// Called when one may have been taken.
    let isWanted: @Sendable () -> Void

    /// Takes a database within the caller's transaction; nil when there is none.
    func claim(on server: String, within connection: any DatabaseConnection) async throws -> StockDatabase? {
        guard size > 0 else { return nil }
        return try await store.claim(on: server, schema, within: connection)
    }
}
