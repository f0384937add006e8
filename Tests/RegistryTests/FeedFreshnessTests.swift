import Testing

@testable import HostRegistry

@Suite struct FeedFreshnessTests {
    @Test func nothingIsFreshBeforeTheFirstRead() { #expect(FeedFreshness().age() == nil) }

    @Test func theAgeCountsFromWhenTheReadBegan() {
        let freshness = FeedFreshness()
        let began = ContinuousClock.now
        freshness.confirm(asOf: began)
        let age = freshness.age(at: began + .seconds(7))
        #expect(age.map { abs(($0 - .seconds(7)) / .microseconds(1)) < 1 } == true)
    }

    @Test func aFeedIsPrunedNowAndThen() {
        var position = FeedPosition()
        let now = ContinuousClock.now
        let answers = [0, 1, 601].map { position.mustPrune(at: now + .seconds($0)) }
        #expect(answers == [true, false, true])
    }
}
