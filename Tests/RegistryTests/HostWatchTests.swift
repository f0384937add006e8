import FoundationEssentials
import Testing

@testable import HostRegistry

@Suite struct HostWatchTests {
    private let start = ContinuousClock.now
    private let id = UUID()

    private func host(_ renewal: Int64, lease: Duration = .seconds(1)) -> HostRecord {
        HostRecord(id: id, name: "a", lease: lease, renewal: renewal, applied: 1)
    }

    /// What each look finds, given the renewal that it sees and when.
    private func lapses(_ looks: [(renewal: Int64, milliseconds: Int)]) -> [Bool] {
        var watch = HostWatch()
        return looks.map { !watch.observe([host($0.renewal)], at: start + .milliseconds($0.milliseconds)).isEmpty }
    }

    @Test func aHostThatRenewsIsAlive() {
        #expect(lapses([(1, 0), (2, 900), (3, 1_800), (4, 2_700)]) == [false, false, false, false])
    }

    @Test func aRenewalThatStandsStillForLongerThanTheLeaseIsOver() {
        #expect(lapses([(1, 0), (1, 1_000), (1, 1_150), (1, 1_151)]) == [false, false, false, true])
    }

    @Test func whoSeesAHostForTheFirstTimeWaitsForAWholeLease() {
        #expect(lapses([(9, 60_000), (9, 61_000), (9, 61_200)]) == [false, false, true])
    }

    @Test func aHostThatComesBackIsWatchedAnew() {
        #expect(lapses([(1, 0), (1, 1_200), (2, 1_300), (2, 2_400), (2, 2_500)]) == [false, true, false, false, true])
    }

    @Test func anObserverThatStoodStillItselfDrawsNoConclusion() {
        #expect(lapses([(1, 0), (30, 60_000), (30, 60_500)]) == [false, false, false])
    }

    @Test func eachHostIsJudgedByItsOwnLease() {
        var watch = HostWatch()
        let long = HostRecord(id: UUID(), name: "b", lease: .seconds(10), renewal: 1, applied: 1)
        _ = watch.observe([host(1), long], at: start)
        #expect(watch.observe([host(1), long], at: start + .seconds(2)).map(\.name) == ["a"])
        #expect(watch.observe([host(1), long], at: start + .seconds(12)).map(\.name) == ["a", "b"])
    }
}
