import Contracts
import TestSupport
import Testing

@testable import HostRuntime

@Suite struct PoolManagerClosingTests {
    @Test func closingWhileLeasedCancelsTheStatementAndWaitsForTheConnection() async throws {
        try await PoolFixture.run { fixture in
            _ = try await fixture.database.query("SELECT 1")
            fixture.connection.hangStatements()
            let leased = Task { try await fixture.database.query("SELECT 1") }
            await fixture.connection.statements.reach(2)
            await fixture.manager.close(fixture.tenant)
            #expect(fixture.connection.closes.count == 1)
            await #expect(throws: PoolError.tenantClosed) { _ = try await leased.value }
        }
    }

    @Test func closingRefusesWaitersAndLaterRequests() async throws {
        try await PoolFixture.run { fixture in
            fixture.driver.holdConnects()
            let waiting = Task { try await fixture.database.query("SELECT 1") }
            await fixture.driver.attempts.reach(1)
            async let closing: Void = fixture.manager.close(fixture.tenant)
            await #expect(throws: PoolError.tenantClosed) { _ = try await waiting.value }
            await #expect(throws: PoolError.tenantClosed) { _ = try await fixture.database.query("SELECT 1") }
            fixture.driver.releaseConnects()
            await closing
            #expect(fixture.connection.closes.count == 1, "also the one that was being opened")
        }
    }

    @Test func aReopenedTenantIsServedAgain() async throws {
        try await PoolFixture.run { fixture in
            await fixture.manager.close(fixture.tenant)
            fixture.manager.reopen(fixture.tenant)
            _ = try await fixture.database.query("SELECT 1")
        }
    }

    @Test func shuttingDownClosesEverything() async throws {
        try await PoolFixture.run { fixture in
            for _ in 0..<3 { _ = try await fixture.database(of: .random()).query("SELECT 1") }
            await fixture.manager.shutDown()
            #expect(fixture.driver.connections.map(\.closes.count) == [1, 1, 1])
            await #expect(throws: PoolError.shuttingDown) { _ = try await fixture.database.query("SELECT 1") }
        }
    }
}
