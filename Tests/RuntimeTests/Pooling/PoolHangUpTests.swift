import Contracts
import TestSupport
import Testing

@testable import HostRuntime

/// Connections that the server ends while nobody looks.
@Suite struct PoolHangUpTests {
    @Test func anIdleOneIsReplacedBeforeAnybodyIsGivenIt() async throws {
        try await PoolFixture.run { fixture in
            _ = try await fixture.database.query("SELECT 1")
            fixture.connection.hangUp()
            _ = try await fixture.database.query("SELECT 1")
            #expect(fixture.driver.connections.count == 2 && fixture.connection.statements.count == 1)
        }
    }

    @Test func oneInUseGoesWhenItComesBack() {
        var bench = PoolBench()
        let id = bench.leaseNew(0)
        if let id { bench.state.hungUp(id, at: bench.now) }
        #expect(bench.closes().isEmpty)
        bench.release(id)
        #expect(bench.closes() == [id])
    }

    @Test func theOthersOfTheServerAreCheckedFirst() {
        var bench = PoolBench()
        let (ended, other) = (bench.warm(0), bench.warm(1))
        if let ended { bench.state.hungUp(ended, at: bench.now) }
        #expect(bench.closes() == [ended])
        _ = bench.lease(1)
        #expect(bench.checks() == [other])
    }

    @Test func whatIsToldLateConcernsNobody() throws {
        var bench = PoolBench()
        let warmed = bench.warm(0)
        let id = try #require(warmed)
        bench.state.hungUp(id, at: bench.now)
        bench.finishClosing()
        let next = bench.warm(0)
        bench.state.hungUp(id, at: bench.now)
        #expect(next != id && bench.closes().isEmpty)
    }
}
