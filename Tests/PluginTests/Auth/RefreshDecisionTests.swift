import Testing

@testable import AuthPlugin

@Suite struct RefreshDecisionTests {
    private func decide(token: Int64, usedAgo: Duration?, session: Int64) -> RefreshDecision {
        RefreshDecision(tokenGeneration: token, sinceUse: usedAgo, sessionGeneration: session, grace: .seconds(10))
    }

    @Test func anUnusedTokenOfTheNewestGenerationRotates() {
        #expect(decide(token: 3, usedAgo: nil, session: 3) == .rotate)
    }

    @Test(arguments: [Duration.zero, .seconds(10)])
    func aUsedTokenIsAnsweredAgainWithinTheGraceTime(usedAgo: Duration) {
        #expect(decide(token: 3, usedAgo: usedAgo, session: 4) == .reissue)
    }

    @Test func aUsedTokenIsReusedPastTheGraceTime() {
        #expect(decide(token: 3, usedAgo: .milliseconds(10_001), session: 4) == .reused)
    }

    @Test func aUsedTokenIsReusedOnceItsSuccessorWasUsed() {
        #expect(decide(token: 3, usedAgo: .seconds(1), session: 5) == .reused)
    }

    @Test func anUnusedTokenThatWasLeftBehindIsReused() {
        #expect(decide(token: 3, usedAgo: nil, session: 4) == .reused)
    }
}
