import Testing

@testable import HostRuntime

/// A million random steps in all, the same at every run.
@Suite struct PoolModelTests {
    private static let stepsPerSeed = 130_000

    @Test(arguments: [UInt64](1...4), [true, false])
    func promisesHoldAtEveryStep(seed: UInt64, isTotalTight: Bool) {
        var model = PoolModel(seed: seed, isTotalTight: isTotalTight, guards: .all)
        #expect(model.run(steps: Self.stepsPerSeed) == nil)
        #expect(model.grants > Self.stepsPerSeed / 10, "too little happened to prove anything")
    }

    @Test(arguments: [
        (PoolGuards.poolLimit, [PoolViolation.poolLimit]),
        // A server that is never full makes no room either, which may be noticed first.
        (.serverBudget, [.serverBudget, .forgottenWaiter]),
        (.totalBudget, [.totalBudget]),
        (.closingCounts, [.poolLimit, .serverBudget, .totalBudget]),
        (.waiterLimit, [.waiterLimit]),
        (.deadlines, [.deadline]),
        (.turns, [.fairness]),
        (.handOver, [.fairness]),
        (.stepwiseGrowth, [.growth]),
        (.connectLimit, [.connectLimit]),
        (.breaker, [.breaker]),
        (.fence, [.fence]),
        (.lifetime, [.lifetime]),
        (.hold, [.hold]),
        (.hangUp, [.hangUp]),
    ])
    func aMissingGuardIsNoticed(missing: PoolGuards, violations: [PoolViolation]) throws {
        let found = [false, true].lazy.compactMap { isTotalTight in
            var model = PoolModel(seed: 7, isTotalTight: isTotalTight, guards: .all.subtracting(missing))
            return model.run(steps: 30_000)
        }.first
        #expect(violations.contains(try #require(found)))
    }
}
