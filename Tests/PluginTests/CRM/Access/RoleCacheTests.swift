import Contracts
import TestSupport
import Testing

@testable import CRMPlugin

@Suite struct RoleCacheTests {
    @Test func aKnownBookCostsNoQueryUntilItIsForgottenOrOld() async throws {
        let workspace = try await CRMWorkspace.make()
        let cache = RoleCache(refreshInterval: .seconds(30))
        let now = ContinuousClock.now
        try await workspace.withConnection { connection in
            let database = LentConnection(connection: connection)
            #expect(try await cache.book(of: workspace.tenant, in: database, now: now).roles.isEmpty)
            _ = try await connection.query("INSERT INTO core.\"role\" (\"label\") VALUES ('Trainee')")
            #expect(try await cache.book(of: workspace.tenant, in: database, now: now + .seconds(29)).roles.isEmpty)
            #expect(try await cache.book(of: workspace.tenant, in: database, now: now + .seconds(31)).roles.count == 1)
            _ = try await connection.query("DELETE FROM core.\"role\" WHERE \"label\" = 'Trainee'")
            cache.forget(workspace.tenant)
            #expect(try await cache.book(of: workspace.tenant, in: database, now: now + .seconds(32)).roles.isEmpty)
        }
    }
}
