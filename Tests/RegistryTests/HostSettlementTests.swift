import Contracts
import FoundationEssentials
import HostRegistry
import Logging
import Synchronization
import TestSupport
import Testing

/// Several hosts on one registry: a change is settled when each has applied it or has lost its lease.
@Suite struct HostSettlementTests {
    /// A host in this process: what it has heard, and a gate before that, through which it is let so many times.
    private final class Host: Sendable {
        let feed: RegistryChangeFeed
        let heard = Mutex<[RegistryChange?]>([])
        let isAtGate = Atomic<Bool>(false)
        private let passes = Atomic<Int>(.max)

        init(_ registry: RegistryDatabase, lease: Duration = .milliseconds(600), name: String = "a") {
            feed = RegistryChangeFeed(
                registry: registry.database, lease: HostLease(duration: lease),
                settings: FeedSettings(pollInterval: .milliseconds(50), readTimeout: .seconds(20)),
                host: HostInstance(name: name), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            feed.subscribe { changes in
                while self.passes.load(ordering: .acquiring) <= 0 {
                    self.isAtGate.store(true, ordering: .relaxed)
                    try await Task.sleep(for: .milliseconds(2))
                }
                self.isAtGate.store(false, ordering: .relaxed)
                self.passes.wrappingSubtract(1, ordering: .relaxed)
                self.heard.withLock { $0 += changes }
            }
        }

        /// Lets it apply changes so many more times, from now on.
        func pass(times: Int) { passes.store(times, ordering: .releasing) }

        func hasHeard(_ change: RegistryChange) -> Bool { heard.withLock { $0.contains(change) } }
    }

    private func running(_ hosts: [Host], _ body: () async throws -> Void) async throws {
        let runs = hosts.map { host in Task { await host.feed.run() } }
        defer { for run in runs { run.cancel() } }
        for host in hosts { try await eventually { host.feed.lease.isHeld() } }
        try await body()
    }

    private func publish(_ registry: RegistryDatabase, _ feed: RegistryChangeFeed) async throws -> RegistryChange {
        let change = RegistryChange.session(UUID())
        try await registry.database.transaction { try await feed.publish(change, on: $0) }
        return change
    }

    private func names(_ registry: RegistryDatabase) async throws -> [String] {
        try await RegistryHosts(registry: registry.database).list().map(\.name)
    }

    @Test func aChangeIsSettledWhenEveryHostHasAppliedIt() async throws {
        let registry = try await RegistryDatabase.make()
        let hosts = ["a", "b", "c"].map { Host(registry, name: $0) }
        try await running(hosts) {
            for _ in 0..<30 {
                let change = try await publish(registry, hosts[0].feed)
                try await hosts[0].feed.settle()
                #expect(hosts.allSatisfy { $0.hasHeard(change) })
            }
        }
    }

    @Test func whoServesNobodyWaitsForTheHostsAsWell() async throws {
        let registry = try await RegistryDatabase.make()
        let (host, command) = (Host(registry), registry.feed())
        try await running([host]) {
            let run = Task { await command.run() }
            defer { run.cancel() }
            command.open()
            let change = try await publish(registry, command)
            try await command.settle()
            #expect(host.hasHeard(change))
            #expect(try await names(registry) == ["a"])
        }
    }

    @Test func aHostThatDoesNotApplyItIsWaitedForUntilItsLeaseHasRunOut() async throws {
        let registry = try await RegistryDatabase.make()
        let hosts = [Host(registry), Host(registry, name: "b")]
        try await running(hosts) {
            hosts[1].pass(times: 0)
            defer { hosts[1].pass(times: .max) }
            let change = try await publish(registry, hosts[0].feed)
            try await hosts[0].feed.settle()
            #expect(!hosts[1].hasHeard(change))
            #expect(!hosts[1].feed.lease.isHeld())
            #expect(try await names(registry) == ["a"])
        }
    }

    @Test func aHostThatWasTakenForDeadAppliesWhatItMissedBeforeItServesAgain() async throws {
        let registry = try await RegistryDatabase.make()
        let hosts = [Host(registry), Host(registry, name: "b")]
        try await running(hosts) {
            hosts[1].pass(times: 0)
            let change = try await publish(registry, hosts[0].feed)
            try await hosts[0].feed.settle()
            hosts[1].pass(times: .max)
            try await eventually { hosts[1].feed.lease.isHeld() }
            #expect(hosts[1].hasHeard(change))
            #expect(Set(try await names(registry)) == ["a", "b"])
        }
    }

    /// What it has read with a renewal may be what somebody waits for who has taken it for dead.
    @Test func aHostTakesHoldOfItsLeaseOnlyWhenItHasAppliedWhatItRead() async throws {
        let registry = try await RegistryDatabase.make()
        let hosts = [Host(registry), Host(registry, lease: .seconds(30), name: "b")]
        try await running([hosts[0]]) {
            hosts[1].pass(times: 0)
            let run = Task { await hosts[1].feed.run() }
            defer { run.cancel() }
            // It has read how far the changes go and is letting go of everything when the next one comes.
            try await eventually { hosts[1].isAtGate.load(ordering: .relaxed) }
            let change = try await publish(registry, hosts[0].feed)
            hosts[1].pass(times: 1)
            try await eventually { try await names(registry).contains("b") }
            try await eventually { hosts[1].isAtGate.load(ordering: .relaxed) }
            #expect(!hosts[1].feed.lease.isHeld())
            hosts[1].pass(times: .max)
            try await eventually { hosts[1].feed.lease.isHeld() }
            #expect(hosts[1].hasHeard(change))
        }
    }

    @Test func theDeadlineOfTheRequestEndsTheWait() async throws {
        let registry = try await RegistryDatabase.make()
        let hosts = [Host(registry, lease: .seconds(30)), Host(registry, lease: .seconds(30), name: "b")]
        try await running(hosts) {
            hosts[1].pass(times: 0)
            defer { hosts[1].pass(times: .max) }
            _ = try await publish(registry, hosts[0].feed)
            let scope = RequestScope(deadline: .now + .milliseconds(200), phases: PhaseClock())
            await #expect(throws: ChangeFeedError.unconfirmed) {
                try await RequestScope.$current.withValue(scope) { try await hosts[0].feed.settle() }
            }
            #expect(hosts[0].feed.settlementCount == 0)
        }
    }

    @Test func whoGivesUpWaitsNoLonger() async throws {
        let registry = try await RegistryDatabase.make()
        let hosts = [Host(registry, lease: .seconds(30)), Host(registry, lease: .seconds(30), name: "b")]
        try await running(hosts) {
            hosts[1].pass(times: 0)
            defer { hosts[1].pass(times: .max) }
            _ = try await publish(registry, hosts[0].feed)
            let waiting = Task { try await hosts[0].feed.settle() }
            try await eventually { hosts[0].feed.settlementCount == 1 }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            #expect(hosts[0].feed.settlementCount == 0)
        }
    }

    @Test func aHostThatLeavesIsNotWaitedFor() async throws {
        let registry = try await RegistryDatabase.make()
        let hosts = [Host(registry, lease: .seconds(30)), Host(registry, lease: .seconds(30), name: "b")]
        try await running([hosts[0]]) {
            try await running([hosts[1]]) {}
            await hosts[1].feed.leave()
            #expect(!hosts[1].feed.lease.isHeld())
            _ = try await publish(registry, hosts[0].feed)
            let start = ContinuousClock.now
            try await hosts[0].feed.settle()
            #expect(start.duration(to: .now) < .seconds(5))
        }
    }
}
