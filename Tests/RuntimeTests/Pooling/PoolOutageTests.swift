import Contracts
import Testing

@testable import HostRuntime

@Suite struct PoolOutageTests {
    /// A bench whose server has just gone silent under tenant 0.
    private func makeDown() -> PoolBench {
        var bench = PoolBench()
        _ = bench.lease(0)
        bench.failConnect(bench.connects().first)
        _ = bench.state.takeActions()
        return bench
    }

    private func isUnavailable(_ error: PoolError?) -> Bool {
        if case .serverUnavailable = error { true } else { false }
    }

    @Test func everyWaiterOfASilentServerIsAnswered() {
        var bench = PoolBench()
        for tenant in [0, 0, 1] { _ = bench.lease(tenant) }
        for id in bench.connects() { bench.failConnect(id) }
        let refusals = bench.refusals()
        #expect(refusals.count == 3 && refusals.allSatisfy { isUnavailable($0) })
    }

    @Test func otherServersAreServed() {
        var bench = makeDown()
        _ = bench.lease(1, on: "other")
        #expect(bench.connects().count == 1)
    }

    @Test func aServerThatIsDownRefusesAtOnce() {
        var bench = makeDown()
        guard case .refused(let error) = bench.lease(1) else {
            Issue.record("the request waits")
            return
        }
        #expect(isUnavailable(error))
    }

    @Test func aFailureBelowTheThresholdIsTriedAgain() {
        var bench = PoolBench(.sample(threshold: 3))
        _ = bench.lease(0)
        bench.failConnect(bench.connects().first, .unreachable)
        let second = bench.connects().first
        #expect(second != nil)
        bench.failConnect(second, .unreachable)
        bench.failConnect(bench.connects().first, .unreachable)
        #expect(bench.refusals().count == 1)
    }

    @Test func oneProbeIsMadeWhenTheTimeHasCome() {
        var bench = makeDown()
        bench.pass(.milliseconds(200))
        _ = bench.lease(0)
        #expect(bench.connects().count == 1)
        guard case .refused = bench.lease(1) else {
            Issue.record("another waits while the probe is under way")
            return
        }
    }

    @Test func aSuccessfulProbeOpensTheServerToAll() {
        var bench = makeDown()
        bench.pass(.milliseconds(200))
        _ = bench.lease(0)
        bench.open(bench.connects().first)
        _ = bench.state.takeActions()
        _ = bench.lease(1)
        #expect(bench.connects().count == 1)
    }

    @Test func aRefusedConnectIsThePoolsOwnAffair() {
        var bench = PoolBench()
        _ = bench.lease(0)
        bench.failConnect(bench.connects().first, .refused)
        #expect(bench.refusals().count == 1)
        _ = bench.lease(1)
        #expect(bench.connects().count == 1, "the server is not to blame")
        guard case .refused = bench.lease(0) else {
            Issue.record("the pool is tried again at once")
            return
        }
    }

    @Test func afterABrokenConnectionTheOthersAreChecked() {
        var bench = PoolBench()
        let idle = bench.warm(0)
        let broken = bench.leaseNew(1)
        bench.release(broken, .broken)
        bench.finishClosing()
        _ = bench.lease(0)
        #expect(bench.checks() == [idle])
    }

    @Test func aConnectionThatFailsItsCheckIsReplaced() {
        var bench = PoolBench()
        let idle = bench.warm(0)
        bench.pass(.seconds(60))
        _ = bench.lease(0)
        _ = bench.state.takeActions()
        if let idle { bench.state.checked(idle, isAlive: false, affinity: nil, at: bench.now) }
        let actions = bench.state.takeActions()
        #expect(actions.contains { idle.map(PoolAction.close) == $0 })
        #expect(actions.contains { if case .connect = $0 { true } else { false } })
    }
}
