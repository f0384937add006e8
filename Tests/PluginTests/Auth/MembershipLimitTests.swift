import Contracts
import FoundationEssentials
import TestSupport
import Testing

@testable import AuthPlugin

/// Two additions of which only one has room, the first held open as long as it takes the second to meet it.
@Suite struct MembershipLimitTests {
    @Test func anAdditionWaitsForTheOneBeforeItAndCountsIt() async throws {
        try await IdentityStage.run { stage in
            let registry = stage.registry
            let tenant = try await registry.addTenant("acme")
            let first = try await registry.addAccount("ada@example.com", password: "x", in: [])
            let later = try await registry.addAccount("tim@example.com", password: "x", in: [])
            let (counted, ended) = (Tally(), Tally())
            let second = Task {
                await counted.reach(1)
                defer { ended.add() }
                try await registry.transaction { try await Self.add(later, to: tenant, registry, on: $0) }
            }
            try await registry.transaction { connection in
                try await Self.add(first, to: tenant, registry, on: connection)
                counted.add()
                try await eventually { try await Self.isWaiting(registry) || ended.count == 1 }
            }
            await #expect(throws: LimitReached(.users, allowed: 1)) { try await second.value }
            #expect(try await registry.number("SELECT count(*) FROM membership") == 1)
        }
    }

    private static func add(
        _ account: UUID, to tenant: TenantID, _ registry: IdentityRegistry, on connection: any DatabaseConnection
    ) async throws {
        let memberships = MembershipStore(registry: registry)
        _ = try await memberships.add(account, to: tenant, as: .member, on: connection)
        try await memberships.requireAtMost(1, in: tenant, on: connection)
    }

    private static func isWaiting(_ registry: IdentityRegistry) async throws -> Bool {
        try await registry.number(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 1
    }
}
