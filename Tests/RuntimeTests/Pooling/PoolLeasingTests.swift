import Contracts
import Testing

@testable import HostRuntime

@Suite struct PoolLeasingTests {
    @Test func anIdleConnectionIsLeasedAtOnce() {
        var bench = PoolBench()
        let id = bench.warm(0)
        #expect(bench.lease(0) == id.map { .granted($0) })
        #expect(!bench.state.hasActions)
    }

    @Test func theConnectionUsedLastIsLeasedFirst() {
        var bench = PoolBench()
        let first = bench.leaseNew(0)
        let second = bench.leaseNew(0)
        bench.release(second)
        bench.release(first)
        #expect(bench.lease(0) == first.map { .granted($0) })
    }

    @Test func aConnectionOfTheCallersReactorIsPreferred() {
        var bench = PoolBench()
        let near = bench.leaseNew(0)
        let far = bench.leaseNew(0)
        bench.release(near, affinity: 1)
        bench.release(far, affinity: 2)
        #expect(bench.lease(PoolBench.tenants[0], affinity: 1) == near.map { .granted($0) })
    }

    @Test func aConnectionIsOpenedOnTheReactorOfTheWaiter() {
        var bench = PoolBench()
        _ = bench.lease(PoolBench.tenants[0], affinity: 3)
        let affinities = bench.state.takeActions().compactMap { if case .connect(_, _, let at) = $0 { at } else { nil } }
        #expect(affinities == [3])
    }

    @Test func oneWaiterTooManyIsRefused() {
        var bench = PoolBench(.sample(waiters: 2))
        _ = (bench.lease(0), bench.lease(0))
        #expect(bench.lease(0) == .refused(.tooManyWaiters))
    }

    @Test func aWaiterIsRefusedWhenItsDeadlinePasses() {
        var bench = PoolBench()
        _ = bench.lease(0, within: .seconds(2))
        bench.pass(.milliseconds(1999))
        #expect(bench.refusals().isEmpty)
        bench.pass(.milliseconds(1))
        #expect(bench.refusals() == [.exhausted(waited: .seconds(2))])
    }

    @Test func aRequestThatIsLateAlreadyDoesNotWait() {
        var bench = PoolBench()
        #expect(bench.lease(0, within: .zero) == .refused(.exhausted(waited: .zero)))
        #expect(bench.state.isAtRest, "no pool is kept for it")
    }

    @Test func aCancelledWaiterLosesItsPlace() throws {
        var bench = PoolBench()
        guard case .queued(let first) = bench.lease(0), case .queued(let second) = bench.lease(0) else {
            Issue.record("a cold pool has nothing to lease")
            return
        }
        let connect = bench.connects().first
        let wasWaiting = bench.state.cancel(first, at: bench.now)
        #expect(wasWaiting)
        bench.open(connect)
        let id = try #require(connect)
        #expect(bench.state.takeActions().contains(.grant(second, id)))
        let waitsStill = bench.state.cancel(second, at: bench.now)
        #expect(!waitsStill, "it was answered")
    }

    @Test func aPlanMaySetAPoolsLimit() {
        var bench = PoolBench()
        let id = bench.warm(0)
        _ = bench.lease(0)
        #expect(id != nil)
        _ = bench.lease(PoolBench.tenants[0], limit: 1)
        #expect(bench.connects().isEmpty)
        _ = bench.lease(PoolBench.tenants[0], limit: 2)
        #expect(bench.connects().count == 1)
    }
}
