import Contracts
import Testing

@testable import HostRuntime

/// Connections that were made before a change of what they are made with.
@Suite struct PoolRevisionTests {
    private let tenant = PoolBench.tenants[0]

    @Test func anIdleConnectionOfAnEarlierRevisionIsNotLent() {
        var bench = PoolBench()
        let old = bench.warm(0)
        #expect(bench.lease(tenant, revision: 1).isQueued)
        #expect(bench.closes() == [old].compactMap(\.self))
    }

    @Test func oneInUseIsClosedWhenItComesBackAndNotBefore() {
        var bench = PoolBench()
        let old = bench.leaseNew(0)
        _ = bench.lease(tenant, revision: 1)
        bench.open(bench.connects().first)
        #expect(bench.closes().isEmpty)
        bench.release(old)
        #expect(bench.closes() == [old].compactMap(\.self))
    }

    /// A request that began before the change goes on leasing: it must not retire what was made since.
    @Test func aRequestOfAnEarlierRevisionRetiresNothing() {
        var bench = PoolBench()
        _ = bench.lease(tenant, revision: 1)
        bench.open(bench.connects().first)
        let new = bench.grants().first
        bench.release(new)
        #expect(bench.lease(tenant, revision: 0) == new.map { .granted($0) })
        #expect(bench.closes().isEmpty)
    }

    @Test func whoWaitsGetsAConnectionOfTheNewRevision() {
        var bench = PoolBench(.sample(perTenant: 1))
        let old = bench.leaseNew(0)
        _ = bench.lease(tenant, revision: 1)
        bench.release(old)
        bench.finishClosing()
        bench.open(bench.connects().first)
        #expect(bench.grants().count == 1)
    }
}

extension LeaseAnswer {
    fileprivate var isQueued: Bool { if case .queued = self { true } else { false } }
}
