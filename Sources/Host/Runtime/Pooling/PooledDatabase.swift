internal import Contracts

/// One database, reached through its pool.
struct PooledDatabase: Database {
    let manager: TenantPoolManager
    let request: LeaseRequest

    func withConnection<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        let lease = try await manager.lease(request)
        let result: Result
        do {
            result = try await body(lease.connection)
        } catch {
            throw await manager.takeBack(lease, after: error)
        }
        await manager.takeBack(lease)
        return result
    }
}
