import Contracts
import Synchronization
import Testing

@testable import AuthPlugin

@Suite struct LoginThrottleTests {
    private final class Time: Sendable {
        private let elapsed = Mutex(Duration.zero)
        private let start = ContinuousClock.now

        var now: ContinuousClock.Instant { start + elapsed.withLock { $0 } }
        func advance(_ duration: Duration) { elapsed.withLock { $0 += duration } }
    }

    private let time = Time()
    private let throttle: LoginThrottle
    private let ada: EmailAddress
    private let bob: EmailAddress

    init() throws {
        var limits = LoginLimits()
        limits.window = .seconds(60)
        limits.failuresPerAccount = 3
        limits.failuresPerAddress = 5
        limits.trackedKeys = 100
        let time = time
        throttle = LoginThrottle(limits) { time.now }
        ada = try #require(EmailAddress("ada@example.com"))
        bob = try #require(EmailAddress("bob@example.com"))
    }

    @Test func anAccountIsClosedAfterItsFailuresFromWhereverTheyCome() throws {
        for host in 1...3 { _ = try throttle.begin(ada, from: "192.0.2.\(host)") }
        #expect(throws: AuthError.tooManyAttempts(retryAfter: .seconds(60))) { try throttle.begin(ada, from: "192.0.2.9") }
        #expect(throws: Never.self) { try throttle.begin(bob, from: "192.0.2.9") }
    }

    @Test func anAddressIsClosedAfterItsFailuresForWhateverAccounts() throws {
        for number in 1...5 { _ = try throttle.begin(#require(EmailAddress("user\(number)@example.com")), from: "192.0.2.1") }
        #expect(throws: AuthError.self) { try throttle.begin(ada, from: "192.0.2.1") }
    }

    @Test func addressesOfOneIPv6NetworkCountTogether() throws {
        for number in 1...5 {
            _ = try throttle.begin(#require(EmailAddress("user\(number)@example.com")), from: "2001:db8:1:2::\(number)")
        }
        #expect(throws: AuthError.self) { try throttle.begin(ada, from: "2001:db8:1:2:ffff::1") }
    }

    @Test func theWindowSlides() throws {
        _ = try throttle.begin(ada, from: "192.0.2.1")
        time.advance(.seconds(40))
        for _ in 1...2 { _ = try throttle.begin(ada, from: "192.0.2.1") }
        #expect(throws: AuthError.tooManyAttempts(retryAfter: .seconds(20))) { try throttle.begin(ada, from: "192.0.2.1") }
        time.advance(.seconds(20))
        #expect(throws: Never.self) { try throttle.begin(ada, from: "192.0.2.1") }
        #expect(throws: AuthError.tooManyAttempts(retryAfter: .seconds(40))) { try throttle.begin(ada, from: "192.0.2.1") }
    }

    @Test func successClearsTheAccountAndNotTheAddress() throws {
        for _ in 1...2 { _ = try throttle.begin(ada, from: "192.0.2.1") }
        throttle.succeeded(try throttle.begin(ada, from: "192.0.2.1"))
        for _ in 1...3 { _ = try throttle.begin(ada, from: "192.0.2.1") }
        #expect(throws: AuthError.self) { try throttle.begin(bob, from: "192.0.2.1") }
    }

    @Test func anAbandonedAttemptDoesNotCount() throws {
        for _ in 1...20 { throttle.abandoned(try throttle.begin(ada, from: "192.0.2.1")) }
        #expect(throws: Never.self) { try throttle.begin(ada, from: "192.0.2.1") }
    }
}
