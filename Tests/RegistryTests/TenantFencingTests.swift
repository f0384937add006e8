import Contracts
import HostRegistry
import Logging
import TestSupport
import Testing

@Suite struct TenantFencingTests {
    /// What one host has: a directory and pools that follow the feed.
    private struct Host {
        let feed: RegistryChangeFeed
        let directory: RegistryTenantDirectory
        let pools: PoolManagerDouble

        init(_ registry: RegistryDatabase, open: [TenantID] = [], as host: HostInstance? = nil) {
            feed = registry.feed(pollInterval: .milliseconds(20), as: host)
            directory = RegistryTenantDirectory(
                store: registry.store, registry: registry.database, changes: feed)
            pools = PoolManagerDouble(open: open)
            let fencing = TenantFencing(store: registry.store, registry: registry.database, pools: pools)
            feed.subscribe { try await fencing.apply($0) }
        }

        func running(_ body: () async throws -> Void) async throws {
            let run = Task { await feed.run() }
            defer { run.cancel() }
            while feed.lease.age() == nil { await Task.yield() }
            try await body()
        }

        func hears(_ call: PoolManagerDouble.Call) async -> Bool {
            let deadline = ContinuousClock.now + .seconds(5)
            while pools.calls.last != call, .now < deadline { await Task.yield() }
            return pools.calls.last == call
        }
    }

    private func change(
        _ registry: RegistryDatabase, _ tenant: TenantID, _ from: TenantStatus, _ next: TenantStatus, _ feed: RegistryChangeFeed
    ) async throws {
        try await registry.database.transaction { connection in
            let reason = next == .suspended ? "x" : nil
            _ = try await registry.store.transition(tenant, from: [from], to: next, reason: reason, on: connection)
            try await feed.publish(.tenant(tenant), on: connection)
        }
    }

    @Test func anotherHostsSuspensionClosesThePoolAndActivationReopensIt() async throws {
        let registry = try await RegistryDatabase.make()
        let tenant = try await registry.addTenant("acme")
        let elsewhere = registry.feed()
        let host = Host(registry)
        try await host.running {
            #expect(try await host.directory.tenant(tenant)?.status == .active)
            try await change(registry, tenant, .active, .suspended, elsewhere)
            #expect(await host.hears(.closed(tenant)))
            #expect(try await host.directory.tenant(tenant)?.status == .suspended)
            try await change(registry, tenant, .suspended, .active, elsewhere)
            #expect(await host.hears(.reopened(tenant)))
        }
    }

    @Test func aHostHasClosedThePoolWhenItSaysThatItHasAppliedTheChange() async throws {
        let registry = try await RegistryDatabase.make()
        let tenant = try await registry.addTenant("acme")
        let (host, other) = (Host(registry, as: HostInstance(name: "a")), Host(registry, as: HostInstance(name: "b")))
        try await host.running {
            try await other.running {
                try await change(registry, tenant, .active, .suspended, host.feed)
                try await host.feed.settle()
                #expect(other.pools.calls == [.closed(tenant)])
            }
        }
    }

    @Test func aHostThatMissedChangesLooksAtEveryPool() async throws {
        let registry = try await RegistryDatabase.make()
        let gone = TenantID.random()
        let host = Host(registry, open: [gone])
        try await host.running { #expect(await host.hears(.reopened(gone))) }
        // Closed, and then forgotten: whatever was erased would otherwise be remembered for ever.
        #expect(host.pools.calls == [.closed(gone), .reopened(gone)])
    }

    private func publish(
        _ registry: RegistryDatabase, _ tenant: TenantID, _ feed: RegistryChangeFeed,
        _ change: @escaping @Sendable (any DatabaseConnection) async throws -> Void
    ) async throws {
        try await registry.database.transaction { connection in
            try await change(connection)
            try await feed.publish(.tenant(tenant), on: connection)
        }
    }

    @Test func aHostHoldsTheTenantWhenItSaysThatItHasAppliedTheHold() async throws {
        let registry = try await RegistryDatabase.make()
        let tenant = try await registry.addTenant("acme")
        let (host, other) = (Host(registry, as: HostInstance(name: "a")), Host(registry, as: HostInstance(name: "b")))
        try await host.running {
            try await other.running {
                try await publish(registry, tenant, host.feed) { try await registry.store.hold(tenant, for: .seconds(60), on: $0) }
                try await host.feed.settle()
                #expect(other.pools.calls.contains(.held(tenant)))
                try await publish(registry, tenant, host.feed) { try await registry.store.release(tenant, on: $0) }
                try await host.feed.settle()
                #expect(other.pools.calls.contains(.released(tenant, server: "test")))
            }
        }
    }

    /// It has no pool of the tenant, and would else open one in the midst of the hold.
    @Test func aHostThatStartsHoldsWhoIsHeld() async throws {
        let registry = try await RegistryDatabase.make()
        let tenant = try await registry.addTenant("acme")
        try await registry.database.withConnection { try await registry.store.hold(tenant, for: .seconds(60), on: $0) }
        let host = Host(registry)
        try await host.running { #expect(host.pools.calls.contains(.held(tenant))) }
    }

    @Test func aHoldWhoseTimeIsOverHoldsNobody() async throws {
        let registry = try await RegistryDatabase.make()
        let tenant = try await registry.addTenant("acme")
        try await registry.database.withConnection { try await registry.store.hold(tenant, for: .zero, on: $0) }
        let host = Host(registry)
        try await host.running { #expect(!host.pools.calls.contains(.held(tenant))) }
    }
}
