import Contracts
import Testing

@testable import HostRuntime

@Suite struct CircuitBreakerTests {
    private let settings = PoolSettings.sample()
    private let start = ContinuousClock.now

    private func open(times: Int) -> (breaker: CircuitBreaker, now: ContinuousClock.Instant) {
        var breaker = CircuitBreaker()
        var random = PoolRandom(seed: 3)
        var now = start
        for _ in 0..<times {
            now += settings.breakerMaxBackoff
            breaker.begin()
            _ = breaker.fail(at: now, threshold: 1, settings: settings, random: &random)
        }
        return (breaker, now)
    }

    @Test func itOpensAtTheThreshold() {
        var breaker = CircuitBreaker()
        var random = PoolRandom(seed: 3)
        let opened = (0..<3).map { _ in breaker.fail(at: start, threshold: 3, settings: settings, random: &random) }
        #expect(opened == [false, false, true])
        #expect(breaker.permission(at: start) == .no)
    }

    @Test(arguments: [(1, 200), (2, 400), (3, 800), (20, 30_000)])
    func theBackOffDoublesUpToItsLimit(failures: Int, milliseconds: Int) {
        let (breaker, now) = open(times: failures)
        #expect(breaker.permission(at: now + .milliseconds(milliseconds) / 2 - .milliseconds(1)) == .no)
        #expect(breaker.permission(at: now + .milliseconds(milliseconds)) == .asProbe)
    }

    @Test func onlyOneProbeIsAllowed() {
        var (breaker, now) = open(times: 1)
        now += .seconds(1)
        breaker.begin()
        #expect(breaker.permission(at: now) == .no)
    }

    @Test func successClosesIt() {
        var (breaker, now) = open(times: 4)
        breaker.succeed()
        #expect(breaker.permission(at: now) == .freely)
        #expect(breaker.refusal(at: now) == nil)
    }
}
