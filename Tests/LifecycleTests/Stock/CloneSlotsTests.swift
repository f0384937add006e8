import Contracts
import TestSupport
import Testing

@testable import ProvisioningPlugin

@Suite(.serialized) struct CloneSlotsTests {
    private static let waiting: SQL = """
        SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND classid = 1953325932
        """

    @Test func aCloneWaitsUntilThereIsRoom() async throws {
        let stack = try await LifecycleStack.make(settings: ["max_concurrent_clones": "1", "stock_size": "0"])
        try await stack.plugin.prepare()
        let creation = try await stack.cluster.withConnection(to: stack.cluster.target()) { other in
            // As hosts do that clone something just now.
            try await CloneSlots(count: 1).take(on: other)
            let creation = Task { try await stack.create() }
            try await eventually { try await !stack.cluster.query(Self.waiting).isEmpty }
            #expect(try await stack.databases().isEmpty)
            return creation
        }
        let tenant = try await creation.value
        #expect(try await stack.databases() == [tenant.placement.database])
    }

    @Test func asManyGoAtOnceAsMay() async throws {
        let stack = try await LifecycleStack.make()
        // The locks of another database are others.
        let target = stack.cluster.target(database: stack.registryName)
        try await stack.cluster.withConnection(to: target) { first in
            try await CloneSlots(count: 2).take(on: first)
            try await stack.cluster.withConnection(to: target) { second in
                _ = try await second.query("SET lock_timeout = '2s'")
                try await CloneSlots(count: 2).take(on: second)
            }
        }
    }
}
