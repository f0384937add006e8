import Contracts
import TestSupport
import Testing

@testable import ProvisioningPlugin

/// Hosts of two versions beside each other, as during an upgrade.
@Suite struct StockVersionTests {
    private static let settings = ["stock_size": "2"]
    private static let newer = MigrationSet(
        owner: NoteSeeder.migrations.owner,
        migrations: NoteSeeder.migrations.migrations + [
            Migration(version: 2, name: "V0002_add_colour", script: "ALTER TABLE workspace.note ADD colour text")
        ])

    /// An older host with its stock, and a newer one that has just come.
    private func hosts() async throws -> (LifecycleStack, newer: ProvisioningPlugin) {
        let stack = try await LifecycleStack.make(settings: Self.settings)
        try await stack.plugin.prepare()
        try await stack.plugin.attendToStock()
        let newer = try stack.anotherHost(Self.settings, migrations: Self.newer)
        try await newer.prepare()
        return (stack, newer)
    }

    private func create(_ stack: LifecycleStack, on host: ProvisioningPlugin) async throws -> Tenant {
        try await #require(host.services.lifecycle).create(stack.order()).tenant
    }

    @Test func eachVersionHasAStockOfItsOwnWhileItLives() async throws {
        let (stack, newer) = try await hosts()
        let old = try await stack.stock().map(\.id)
        try await newer.attendToStock()
        try await stack.plugin.attendToStock()
        #expect(try await stack.stock().count == 4)
        #expect(Set(try await stack.stock().map(\.id)).isSuperset(of: old))
    }

    @Test func noVersionTakesWhatAnotherMade() async throws {
        let (stack, newer) = try await hosts()
        let old = try await stack.stock().map(\.id)
        try await newer.attendToStock()
        let tenant = try await create(stack, on: newer)
        #expect(!old.contains(tenant.id))
        #expect(try await stack.query(as: tenant, "SELECT colour FROM workspace.note").count == 1)
        #expect(try await old.contains(stack.create().id))
    }

    @Test func theStockOfAVersionThatIsGoneIsReplaced() async throws {
        let (stack, newer) = try await hosts()
        let old = try await stack.stock().map(\.database)
        _ = try await stack.registry.query("UPDATE stock_database SET kept_at = now() - interval '1 hour'")
        try await newer.attendToStock()
        #expect(try await stack.stock().count == 2)
        #expect(try await stack.databases().isDisjoint(with: old))
        #expect(try await stack.databases().count == 2)
    }

    /// Each makes its own template again when it is missing, and leaves the other's.
    @Test func noVersionTakesTheOthersTemplateAway() async throws {
        let (stack, newer) = try await hosts()
        _ = try await stack.registry.query("UPDATE stock_database SET kept_at = now() - interval '1 hour', state = 'dropping'")
        for host in [stack.plugin, newer, stack.plugin] { try await host.attendToStock() }
        let templates = try await stack.cluster.query(
            "SELECT FROM pg_database WHERE starts_with(datname, \(stack.prefix + "template_")) AND NOT datallowconn")
        #expect(templates.count == 2)
        #expect(try await stack.stock().count == 4)
    }
}
