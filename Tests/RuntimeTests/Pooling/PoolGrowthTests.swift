import Contracts
import Testing

@testable import HostRuntime

@Suite struct PoolGrowthTests {
    @Test func aBurstOnAColdPoolOpensOneConnection() {
        var bench = PoolBench()
        for _ in 0..<6 { _ = bench.lease(0) }
        #expect(bench.connects().count == 1)
    }

    @Test func aPoolGrowsByAsManyAsItHas() {
        var bench = PoolBench(.sample(perTenant: 10, perServer: 20, waiters: 20, connects: 10))
        for _ in 0..<16 { _ = bench.lease(0) }
        var opening = bench.connects()
        var sizes = [opening.count]
        while !opening.isEmpty {
            let batch = opening
            opening = []
            for id in batch {
                bench.open(id)
                opening += bench.connects()
            }
            if !opening.isEmpty { sizes.append(opening.count) }
        }
        #expect(sizes == [1, 1, 2, 4, 2], "doubling up to the limit of 10")
    }

    @Test func noMoreIsOpenedThanWaitersNeed() {
        var bench = PoolBench()
        _ = bench.leaseNew(0)
        _ = bench.leaseNew(0)
        _ = bench.lease(0)
        #expect(bench.connects().count == 1)
    }

    @Test func noMoreConnectsRunAtOnceThanMay() {
        var bench = PoolBench(.sample(connects: 2))
        for tenant in 0..<3 { _ = bench.lease(tenant) }
        let connects = bench.connects()
        #expect(connects.count == 2)
        bench.open(connects.first)
        #expect(bench.connects().count == 1, "the next begins when one ends")
    }

    @Test func aPoolStopsAtItsLimitWhileOneIsBeingClosed() {
        var bench = PoolBench(.sample(perTenant: 1))
        let id = bench.leaseNew(0)
        _ = bench.lease(0)
        bench.release(id, .spent)
        let actions = bench.state.takeActions()
        #expect(actions == id.map { [.close($0)] })
        if let id { bench.state.closed(id, at: bench.now) }
        #expect(bench.connects().count == 1)
    }
}
