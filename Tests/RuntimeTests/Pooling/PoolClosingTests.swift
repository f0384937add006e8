import Contracts
import Testing

@testable import HostRuntime

@Suite struct PoolClosingTests {
    private let tenant = PoolBench.tenants[0]

    @Test func closingEndsEverythingOfTheTenant() {
        var bench = PoolBench(.sample(perTenant: 2))
        let idle = bench.leaseNew(0)
        let leased = bench.leaseNew(0)
        bench.release(idle)
        let isDraining = bench.state.close(tenant, at: bench.now)
        #expect(isDraining)
        let actions = bench.state.takeActions()
        #expect(actions == [idle.map(PoolAction.close), leased.map(PoolAction.cancelStatement)].compactMap { $0 })
    }

    @Test func waitersAndLaterRequestsAreRefused() {
        var bench = PoolBench()
        _ = bench.lease(0)
        _ = bench.state.close(tenant, at: bench.now)
        #expect(bench.refusals() == [.tenantClosed])
        #expect(bench.lease(0) == .refused(.tenantClosed))
    }

    @Test func aTenantThatHasNoPoolIsClosedAllTheSame() {
        var bench = PoolBench()
        let isDraining = bench.state.close(tenant, at: bench.now)
        #expect(!isDraining)
        #expect(bench.lease(0) == .refused(.tenantClosed))
    }

    @Test func itIsDrainedWhenTheLastConnectionIsClosed() throws {
        var bench = PoolBench()
        let leased = bench.leaseNew(0)
        let id = try #require(leased)
        _ = bench.state.close(tenant, at: bench.now)
        _ = bench.state.takeActions()
        bench.release(id)
        #expect(bench.state.takeActions() == [.close(id)])
        bench.state.closed(id, at: bench.now)
        #expect(bench.state.takeActions() == [.drained(tenant)])
    }

    @Test func aConnectionThatOpensTooLateIsClosed() {
        var bench = PoolBench()
        _ = bench.lease(0)
        let id = bench.connects().first
        _ = bench.state.close(tenant, at: bench.now)
        _ = bench.state.takeActions()
        bench.open(id)
        #expect(bench.state.takeActions() == id.map { [.close($0)] })
    }

    @Test func aStatementThatBeganAfterTheCancellationIsCancelledToo() throws {
        var bench = PoolBench()
        let leased = bench.leaseNew(0)
        let id = try #require(leased)
        _ = bench.state.close(tenant, at: bench.now)
        _ = bench.state.takeActions()
        bench.pass(PoolState.sweepInterval)
        #expect(bench.state.takeActions().contains(.cancelStatement(id)))
    }

    @Test func reopeningLetsThePoolComeAgain() {
        var bench = PoolBench()
        bench.warm(0)
        _ = bench.state.close(tenant, at: bench.now)
        bench.finishClosing()
        bench.state.reopen(tenant)
        #expect(bench.leaseNew(0) != nil)
    }

    @Test func shuttingDownRefusesAllAndEndsWithTheLastConnection() {
        var bench = PoolBench()
        let id = bench.leaseNew(0)
        _ = bench.lease(1)
        let opening = bench.connects().first
        _ = bench.state.shutDown(at: bench.now)
        #expect(bench.refusals() == [.shuttingDown])
        #expect(bench.lease(2) == .refused(.shuttingDown))
        bench.failConnect(opening)
        bench.release(id)
        bench.finishClosing()
        #expect(bench.state.takeActions().last == .terminated)
    }
}
