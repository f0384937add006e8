internal import Contracts

/// One database, reached through its pool.
struct PooledDatabase: Database {
    let manager: TenantPoolManager
    let request: LeaseRequest

    func withConnection<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await leasing { try await body($0) }
    }

    // Nearly every request asks one of these two, and they need neither the closure nor the generics that the general way takes.

    func query(_ statement: SQL) async throws -> RowSet {
        try await leasing { try await $0.query(statement) }
    }

    func pipeline(_ statements: [SQL]) async throws -> [RowSet] {
        try await leasing { try await $0.pipeline(statements) }
    }

    @inline(__always)
    private func leasing<Result>(_ body: (any PooledConnection) async throws -> Result) async throws -> Result {
        let lease =
            switch manager.begin(request) {
            case .granted(let lease): lease
            case .refused(let error): throw error
            case .queued(let waiter, let since): try await manager.wait(as: waiter, since: since)
            }
        let result: Result
        do {
            result = try await body(lease.connection)
        } catch {
            throw await manager.takeBack(lease, after: error)
        }
        if !manager.takeBackAtOnce(lease) { await manager.takeBack(lease) }
        return result
    }
}
