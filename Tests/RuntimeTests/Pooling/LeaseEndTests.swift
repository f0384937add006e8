import Contracts
import TestSupport
import Testing

@testable import HostRuntime

/// What becomes of a connection when its lease ends badly.
@Suite struct LeaseEndTests {
    private static func refused(_ state: String) -> DatabaseError {
        .server(ServerDiagnostic(sqlState: SQLState(rawValue: state), message: ""))
    }

    @Test(arguments: [DatabaseError.connectionLost, .wrongDatabase, refused("57P01"), refused("08006"), refused("25006")])
    func aLostConnectionIsDiscardedUnasked(error: DatabaseError) async throws {
        try await PoolFixture.run { fixture in
            _ = try await fixture.database.query("SELECT 1")
            fixture.connection.failStatements(with: error)
            await #expect(throws: error) { _ = try await fixture.database.query("SELECT 1") }
            await fixture.connection.closes.reach(1)
            #expect(fixture.connection.resets.count == 1, "only after the first use")
        }
    }

    @Test func aStatementThatFailsCostsNoConnection() async throws {
        try await PoolFixture.run { fixture in
            _ = try await fixture.database.query("SELECT 1")
            fixture.connection.failStatements(with: Self.refused("23505"))
            for _ in 0..<2 {
                await #expect(throws: Self.refused("23505")) { _ = try await fixture.database.query("SELECT 1") }
            }
            #expect(fixture.driver.connections.count == 1)
        }
    }

    @Test func aConnectionThatCannotBeResetIsDiscarded() async throws {
        try await PoolFixture.run { fixture in
            _ = try await fixture.database.query("SELECT 1")
            fixture.connection.setReusable(false)
            _ = try await fixture.database.query("SELECT 1")
            await fixture.connection.closes.reach(1)
            _ = try await fixture.database.query("SELECT 1")
            #expect(fixture.driver.connections.count == 2)
        }
    }

    @Test func aCancelledRequestGivesItsConnectionBackClean() async throws {
        try await PoolFixture.run(.sample(perTenant: 1)) { fixture in
            _ = try await fixture.database.query("SELECT 1")
            fixture.connection.hangStatements()
            await withThrowingTaskGroup { group in
                group.addTask { _ = try await fixture.database.query("SELECT 1") }
                await fixture.connection.statements.reach(2)
                group.cancelAll()
                await #expect(throws: DatabaseError.cancelled) { try await group.waitForAll() }
            }
            await fixture.connection.resets.reach(2)
            try await fixture.database.withConnection { #expect($0 === fixture.connection) }
        }
    }
}
