import Contracts
import Testing

@testable import HostRuntime

@Suite struct PoolAgeTests {
    @Test func aPoolThatNobodyUsesGoes() {
        var bench = PoolBench()
        bench.warm(0)
        bench.pass(.seconds(599))
        #expect(bench.closes().isEmpty)
        bench.pass(.seconds(1))
        bench.finishClosing()
        #expect(bench.state.isAtRest)
    }

    @Test func aConnectionIsCheckedAfterALongRest() {
        var bench = PoolBench()
        let id = bench.warm(0)
        bench.pass(.seconds(60))
        _ = bench.lease(0)
        #expect(bench.checks() == [id])
        if let id { bench.state.checked(id, isAlive: true, affinity: nil, at: bench.now) }
        #expect(bench.grants() == [id])
    }

    @Test func aConnectionPastItsLifetimeIsNotPutBack() {
        var bench = PoolBench()
        let id = bench.leaseNew(0)
        bench.pass(.seconds(3600))
        bench.release(id)
        #expect(bench.closes() == [id])
    }

    @Test func lifetimesDiffer() throws {
        var settings = PoolSettings.sample()
        settings.lifetimeJitter = 0.5
        var bench = PoolBench(settings)
        var ends: [Duration] = []
        for tenant in 0..<3 {
            let leased = bench.leaseNew(tenant)
            let id = try #require(leased)
            ends.append(bench.now.duration(to: bench.state.connections[id.index].expires))
        }
        #expect(Set(ends).count == 3)
        #expect(ends.allSatisfy { $0 > .seconds(1800) && $0 <= .seconds(3600) })
    }

    @Test func theTimerIsSetOnceForManyWaiters() {
        var bench = PoolBench()
        for _ in 0..<5 { _ = bench.lease(0, within: .milliseconds(500)) }
        let wakes = bench.state.takeActions().count { if case .wake = $0 { true } else { false } }
        #expect(wakes == 2, "the sweep's, and the waiters' earlier one")
    }
}
