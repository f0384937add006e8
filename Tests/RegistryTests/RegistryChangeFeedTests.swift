import Contracts
import FoundationEssentials
import HostPostgres
import HostRegistry
import Synchronization
import TestSupport
import Testing

@Suite struct RegistryChangeFeedTests {
    /// Keeps what a feed tells.
    private final class Heard: Sendable {
        let changes = Mutex<[RegistryChange?]>([])

        init(_ feed: RegistryChangeFeed) { feed.subscribe { change in self.changes.withLock { $0.append(change) } } }

        var all: [RegistryChange?] { changes.withLock { $0 } }
    }

    /// Runs the feed for `body`.
    private func running(_ feed: RegistryChangeFeed, _ body: () async throws -> Void) async throws {
        let run = Task { await feed.run() }
        defer { run.cancel() }
        while feed.lease.age() == nil { await Task.yield() }
        try await body()
    }

    @Test func everythingIsLetGoOfAtTheStart() async throws {
        let registry = try await RegistryDatabase.make()
        let feed = registry.feed()
        let heard = Heard(feed)
        try await running(feed) {}
        #expect(heard.all == [nil])
    }

    @Test func changesAreHeardInOrderAfterCatchingUp() async throws {
        let registry = try await RegistryDatabase.make()
        let feed = registry.feed(pollInterval: .seconds(3600))
        let heard = Heard(feed)
        let changes: [RegistryChange] = [
            .tenant(.random()), .account(UUID()), .session(UUID()), .operatorKey(UUID()), .databaseServer(UUID()),
        ]
        try await running(feed) {
            for change in changes { try await registry.database.transaction { try await feed.publish(change, on: $0) } }
            try await feed.catchUp()
            #expect(heard.all == [nil] + changes)
        }
    }

    @Test func aChangeIsHeardWithoutAnyNotification() async throws {
        let registry = try await RegistryDatabase.make()
        let feed = registry.feed(pollInterval: .milliseconds(20))
        let heard = Heard(feed)
        try await running(feed) {
            try await registry.database.transaction { try await feed.publish(.tenant(.random()), on: $0) }
            let deadline = ContinuousClock.now + .seconds(5)
            while heard.all.count < 2, .now < deadline { await Task.yield() }
            #expect(heard.all.count == 2)
        }
    }

    @Test func whatIsRolledBackIsNotHeard() async throws {
        let registry = try await RegistryDatabase.make()
        let feed = registry.feed(pollInterval: .seconds(3600))
        let heard = Heard(feed)
        try await running(feed) {
            await #expect(throws: LifecycleError.noServer) {
                try await registry.database.transaction { connection in
                    try await feed.publish(.tenant(.random()), on: connection)
                    throw LifecycleError.noServer
                }
            }
            try await feed.catchUp()
            #expect(heard.all == [nil])
        }
    }

    @Test func concurrentPublishersAreAllHeardOnce() async throws {
        let registry = try await RegistryDatabase.make()
        let feed = registry.feed(pollInterval: .milliseconds(1))
        let heard = Heard(feed)
        let tenants = (0..<40).map { _ in TenantID.random() }
        try await running(feed) {
            try await withThrowingTaskGroup { group in
                for tenant in tenants {
                    group.addTask { try await registry.database.transaction { try await feed.publish(.tenant(tenant), on: $0) } }
                }
                try await group.waitForAll()
            }
            try await feed.catchUp()
        }
        #expect(heard.all.count == 41 && Set(heard.all.compactMap { $0 }) == Set(tenants.map { .tenant($0) }))
    }

    @Test func aGapLetsGoOfEverything() async throws {
        let registry = try await RegistryDatabase.make()
        let feed = registry.feed(pollInterval: .seconds(3600))
        let heard = Heard(feed)
        try await running(feed) {
            try await registry.database.transaction { try await feed.publish(.tenant(.random()), on: $0) }
            try await feed.catchUp()
            _ = try await registry.database.query("DELETE FROM registry_change")
            try await feed.catchUp()
            #expect(heard.all.count == 3 && heard.all.last == .some(nil))
        }
    }

    @Test func whoAsksBeforeTheFeedRunsWaitsForItsFirstReading() async throws {
        let feed = try await RegistryDatabase.make().feed()
        feed.open()
        let caughtUp = Task {
            try await feed.catchUp()
            return feed.lease.age()
        }
        let run = Task { await feed.run() }
        defer { run.cancel() }
        #expect(try await caughtUp.value != nil)
    }

    @Test func nobodyWaitsForAFeedThatDoesNotRun() async throws {
        try await RegistryDatabase.make().feed().catchUp()
    }

    @Test func listenersAreNotified() async throws {
        let registry = try await RegistryDatabase.make()
        let cluster = try await PostgresCluster.shared
        let listener = try await TestReactors.driver.listen(
            to: [RegistryChangeFeed.channel], on: cluster.target(database: registry.name), deadline: .now + .seconds(10))
        try await registry.database.transaction { try await registry.feed().publish(.tenant(.random()), on: $0) }
        let notifications = listener.makeAsyncIterator()
        #expect(try await notifications.next()?.channel == RegistryChangeFeed.channel)
        await listener.close()
    }
}
