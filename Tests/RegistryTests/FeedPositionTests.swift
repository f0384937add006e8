import Testing

@testable import HostRegistry

@Suite struct FeedPositionTests {
    @Test func aFeedIsPrunedNowAndThen() {
        var position = FeedPosition()
        let now = ContinuousClock.now
        let answers = [0, 1, 601].map { position.mustPrune(at: now + .seconds($0)) }
        #expect(answers == [true, false, true])
    }

    @Test func theLeaseIsRenewedWhenItIsTimeOrThereIsNews() {
        var position = FeedPosition()
        let now = ContinuousClock.now
        #expect(position.mustRenew(at: now, every: .seconds(1)))
        position.last = 7
        position.renewed(telling: 7, sentAt: now)
        #expect(!position.mustRenew(at: now + .milliseconds(999), every: .seconds(1)))
        #expect(position.mustRenew(at: now + .seconds(1), every: .seconds(1)))
        position.last = 8
        #expect(position.hasNews && position.mustRenew(at: now, every: .seconds(1)))
        position.renewed(telling: 8, sentAt: now)
        position.forgotten()
        #expect(position.hasNews)
    }
}
