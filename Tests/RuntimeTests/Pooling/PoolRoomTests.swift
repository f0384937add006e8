import Contracts
import Testing

@testable import HostRuntime

@Suite struct PoolRoomTests {
    @Test func aFullServerClosesTheIdleConnectionOfTheLeastRecentlyUsedPool() {
        var bench = PoolBench(.sample(perServer: 2))
        let older = bench.warm(0)
        bench.pass(.milliseconds(10))
        bench.warm(1)
        _ = bench.lease(2)
        #expect(bench.closes() == [older])
    }

    @Test func aFullHostClosesTheIdleConnectionOfTheLeastRecentlyUsedPoolOfAnyServer() {
        var bench = PoolBench(.sample(total: 4, registry: 2))
        let older = bench.warm(0, on: "one")
        bench.pass(.milliseconds(10))
        bench.warm(1, on: "two")
        _ = bench.lease(2, on: "three")
        #expect(bench.closes() == [older])
    }

    @Test func usingAPoolSavesItsConnections() {
        var bench = PoolBench(.sample(perServer: 2))
        let first = bench.warm(0)
        let second = bench.warm(1)
        _ = bench.lease(0)
        bench.release(first)
        _ = bench.lease(2)
        #expect(bench.closes() == [second])
    }

    @Test func nothingIsOpenedBeforeTheClosedConnectionIsGone() throws {
        var bench = PoolBench(.sample(perServer: 1))
        bench.warm(0)
        _ = bench.lease(1)
        let actions = bench.state.takeActions()
        #expect(!actions.contains { if case .connect = $0 { true } else { false } })
        let closing = try #require(actions.compactMap { if case .close(let id) = $0 { id } else { nil } }.first)
        bench.state.closed(closing, at: bench.now)
        #expect(bench.connects().count == 1)
    }

    @Test func theRegistryIsNeverClosedToMakeRoom() {
        var bench = PoolBench(.sample(perServer: 1))
        _ = bench.lease(.registry)
        bench.open(bench.connects().first)
        bench.release(bench.grants().first)
        _ = bench.lease(0)
        #expect(bench.closes().isEmpty)
    }

    @Test func theRegistryHasRoomWhenTenantsHaveTakenAllOfTheirs() {
        var bench = PoolBench(.sample(total: 4, registry: 2))
        _ = (bench.leaseNew(0), bench.leaseNew(1))
        _ = bench.lease(2)
        #expect(bench.connects().isEmpty)
        _ = bench.lease(.registry, on: "registry")
        #expect(bench.connects().count == 1)
    }

    @Test func aRaisedBudgetIsUsedAtOnce() {
        var bench = PoolBench(.sample(perServer: 1))
        _ = bench.leaseNew(0)
        _ = bench.lease(1)
        #expect(bench.connects().isEmpty)
        bench.state.limit(server: "main", to: 2, at: bench.now)
        #expect(bench.connects().count == 1)
    }

    @Test func aTenantThatMovesLeavesItsFormerServer() {
        var bench = PoolBench()
        let former = bench.warm(0, on: "old")
        _ = bench.lease(0, on: "new")
        let actions = bench.state.takeActions()
        #expect(actions.contains { former.map(PoolAction.close) == $0 })
        #expect(actions.contains { if case .connect = $0 { true } else { false } })
    }
}
