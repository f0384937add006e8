import Testing

@testable import HostRegistry

@Suite struct HostLeaseTests {
    private let sent = ContinuousClock.now

    @Test func thereIsNoneBeforeTheFirstRenewal() {
        let lease = HostLease(duration: .seconds(5))
        #expect(lease.age() == nil && !lease.isHeld())
    }

    @Test(arguments: [(0, true), (4_999, true), (5_000, false), (60_000, false)])
    func itCountsFromWhenTheRenewalWasSent(after milliseconds: Int, isHeld: Bool) {
        let lease = HostLease(duration: .seconds(5))
        lease.renew(asOf: sent)
        #expect(lease.isHeld(at: sent + .milliseconds(milliseconds)) == isHeld)
    }

    @Test func aLapsedOneIsNotHeldUntilItIsRenewed() {
        let lease = HostLease(duration: .seconds(5))
        lease.renew(asOf: sent)
        lease.lapse()
        #expect(!lease.isHeld(at: sent))
        lease.renew(asOf: sent + .seconds(1))
        #expect(lease.isHeld(at: sent + .seconds(1)))
    }

    /// The observer's clock may be faster than the host's by nearly a tenth, and sees the renewal no earlier than it was sent.
    @Test(arguments: [100, 1_000, 5_000, 600_000] as [Int], [0.91, 1.0, 1.09])
    func nobodyTakesItForEndedWhileItsHostHoldsIt(milliseconds: Int, rate: Double) {
        let lease = HostLease(duration: .milliseconds(milliseconds))
        lease.renew(asOf: sent)
        let observed = HostLease.patience(for: lease.duration)
        #expect(!lease.isHeld(at: sent + observed / rate))
    }
}
