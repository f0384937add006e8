import Contracts
import Testing

@testable import HostRuntime

/// A tenant whose requests are made to wait.
@Suite struct PoolHoldTests {
    private let tenant = PoolBench.tenants[0]

    private func held(_ bench: inout PoolBench, for duration: Duration = .seconds(10)) {
        bench.state.beginHold(tenant, until: bench.now + duration, at: bench.now)
    }

    @Test func whoAsksWaitsAndNothingIsOpened() {
        var bench = PoolBench()
        held(&bench)
        #expect(bench.lease(0).isQueued)
        #expect(bench.connects().isEmpty)
    }

    @Test func anIdleConnectionIsClosedAtOnce() {
        var bench = PoolBench()
        let idle = bench.warm(0)
        held(&bench)
        #expect(bench.closes() == [idle].compactMap(\.self))
    }

    @Test func oneInUseIsLeftAloneAndClosedWhenItComesBack() {
        var bench = PoolBench()
        let leased = bench.leaseNew(0)
        _ = bench.lease(0)
        held(&bench)
        #expect(bench.closes().isEmpty)
        bench.release(leased)
        #expect(bench.closes() == [leased].compactMap(\.self))
        #expect(bench.grants().isEmpty)
    }

    @Test func oneThatOpensMeanwhileIsLentToNobody() {
        var bench = PoolBench()
        _ = bench.lease(0)
        let opening = bench.connects()
        held(&bench)
        bench.open(opening.first)
        #expect(bench.closes() == opening)
    }

    @Test func thoseWhoWaitedAreServedInTheirOrderFromTheNewServer() {
        var bench = PoolBench(.sample(perTenant: 1))
        held(&bench)
        let waiters = (0..<3).compactMap { _ in bench.lease(0).waiter }
        bench.state.endHold(tenant, place: ("other", 1), at: bench.now)
        bench.open(bench.connects().first)
        var served: [WaiterID] = []
        for _ in waiters {
            guard case .grant(let waiter, let id)? = bench.state.takeActions().last else { break }
            served.append(waiter)
            bench.release(id)
        }
        #expect(served == waiters)
        #expect(bench.state.statistics.pools.first?.server == "other")
    }

    /// A request that began before the move goes on leasing: it must not bring the pool back.
    @Test func aRequestOfTheOldPlaceLeavesThePoolWhereItIs() {
        var bench = PoolBench()
        held(&bench)
        _ = bench.lease(tenant, on: "main", revision: 0)
        bench.state.endHold(tenant, place: ("other", 1), at: bench.now)
        bench.open(bench.connects().first)
        bench.release(bench.grants().first)
        _ = bench.lease(tenant, on: "main", revision: 0)
        #expect(bench.closes().isEmpty)
        #expect(bench.state.statistics.pools.first?.server == "other")
    }

    @Test func whoWaitsTooLongIsToldSo() {
        var bench = PoolBench()
        held(&bench)
        _ = bench.lease(0, within: .seconds(1))
        bench.pass(.seconds(2))
        #expect(bench.refusals() == [.exhausted(waited: .seconds(2))])
    }

    @Test func noMoreWaitThanMay() {
        var settings = PoolSettings.sample()
        settings.maxWaitersPerTenant = 2
        var bench = PoolBench(settings)
        held(&bench)
        let answers = (0..<3).map { _ in bench.lease(0) }
        #expect(answers.last == .refused(.tooManyWaiters))
    }

    @Test func itEndsByItself() {
        var bench = PoolBench()
        held(&bench, for: .seconds(2))
        _ = bench.lease(0)
        bench.pass(.seconds(1))
        #expect(bench.connects().isEmpty)
        bench.pass(.seconds(1))
        #expect(bench.connects().count == 1)
    }

    @Test func othersNoticeNothing() {
        var bench = PoolBench()
        held(&bench)
        #expect(bench.leaseNew(1) != nil)
    }
}

extension LeaseAnswer {
    fileprivate var isQueued: Bool { waiter != nil }

    fileprivate var waiter: WaiterID? { if case .queued(let waiter) = self { waiter } else { nil } }
}
