import Contracts
import Testing

@testable import HostRuntime

@Suite struct PoolTurnTests {
    @Test func aThousandWaitersDelayAnotherTenantsFirstByOneTurn() {
        var bench = PoolBench(.sample(perServer: 1, waiters: 1000))
        let id = bench.leaseNew(0)
        for _ in 0..<1000 { _ = bench.lease(0) }
        _ = bench.lease(1)
        bench.release(id)
        #expect(bench.closes() == [id], "the next turn is the other tenant's")
    }

    @Test func poolsThatWaitForAServerAreServedInTurn() {
        var bench = PoolBench(.sample(perServer: 1))
        var id = bench.leaseNew(0)
        for tenant in [1, 1, 2, 2, 0] { _ = bench.lease(tenant) }
        var served: [PoolKey] = []
        for _ in 0..<5 {
            bench.release(id)
            bench.finishClosing()
            id = bench.connects().first
            bench.open(id)
            served += [id.map { bench.state.pools[bench.state.connections[$0.index].pool].key }].compactMap { $0 }
            _ = bench.state.takeActions()
        }
        #expect(served == [1, 2, 0, 1, 2].map { PoolBench.tenants[$0] })
    }

    @Test func aPoolWithManyConnectionsGivesUpToOneWithFew() {
        var bench = PoolBench(.sample(perServer: 4))
        let rich = (0..<3).map { _ in bench.leaseNew(0) }
        _ = bench.leaseNew(1)
        _ = (bench.lease(0), bench.lease(1))
        bench.release(rich[0])
        #expect(bench.closes() == [rich[0]])
    }

    @Test func poolsWithEqualSharesKeepTheirConnections() {
        var bench = PoolBench(.sample(perServer: 4))
        let own = (0..<2).map { _ in bench.leaseNew(0) }
        _ = (bench.leaseNew(1), bench.leaseNew(1))
        _ = (bench.lease(0), bench.lease(1))
        bench.release(own[0])
        #expect(bench.grants() == [own[0]])
    }

    @Test func aNewConnectionServesItsPoolBeforeItIsGivenUp() {
        var bench = PoolBench(.sample(perServer: 1))
        let id = bench.leaseNew(0)
        _ = (bench.lease(1), bench.lease(2))
        bench.release(id)
        bench.finishClosing()
        let next = bench.connects().first
        bench.open(next)
        #expect(bench.grants() == [next])
    }
}
