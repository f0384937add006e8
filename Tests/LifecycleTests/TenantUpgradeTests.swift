import Contracts
import ProvisioningPlugin
import TestSupport
import Testing

@Suite struct TenantUpgradeTests {
    /// Makes the tenant's database and its row what a version without the migration would have left.
    private func age(_ tenant: Tenant, _ stack: LifecycleStack) async throws {
        try await stack.cluster.execute(
            "DROP SCHEMA workspace CASCADE; DROP FUNCTION public.plain; DELETE FROM public.schema_migration",
            database: tenant.placement.database)
        _ = try await stack.registry.query("UPDATE tenant SET schema_fingerprint = 'older' WHERE id = \(tenant.id)")
    }

    private func fingerprint(_ tenant: Tenant, _ stack: LifecycleStack) async throws -> String? {
        try await stack.registry.query("SELECT schema_fingerprint FROM tenant WHERE id = \(tenant.id)").first?.text(0)
    }

    @Test func theNextStartBringsAnOlderTenantUpToDate() async throws {
        let stack = try await LifecycleStack.make()
        let (older, current) = (try await stack.create(), try await stack.create("Other"))
        try await age(older, stack)
        try await stack.plugin.prepare()
        #expect(try await stack.query(as: older, "SELECT FROM workspace.note").isEmpty)
        #expect(try await fingerprint(older, stack) == fingerprint(current, stack))
        #expect(try await stack.query(as: current, "SELECT FROM workspace.note").count == 1)
    }

    @Test func whatIsNewBelongsToTheTenantsRole() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        try await age(tenant, stack)
        try await stack.plugin.maintain()
        let owner = try await stack.query(as: tenant, "SELECT tableowner FROM pg_tables WHERE tablename = 'note'")
        #expect(owner.first?.text(0) == tenant.placement.role)
    }

    /// Something stands where the migration makes its own: the upgrade gives up, and the next one after it is gone succeeds.
    @Test func aTenantThatCannotBeUpgradedKeepsNoOtherFromIt() async throws {
        let stack = try await LifecycleStack.make()
        let (broken, other) = (try await stack.create(), try await stack.create("Other"))
        for tenant in [broken, other] { try await age(tenant, stack) }
        try await stack.cluster.execute("CREATE SCHEMA workspace", database: broken.placement.database)
        try await stack.plugin.prepare()
        #expect(try await fingerprint(broken, stack) == "older")
        #expect(try await fingerprint(other, stack) != "older")
        try await stack.cluster.execute("DROP SCHEMA workspace", database: broken.placement.database)
        try await stack.plugin.maintain()
        #expect(try await fingerprint(broken, stack) != "older")
    }

    @Test func anAdoptedDatabaseIsLeftAlone() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        _ = try await stack.registry.query("UPDATE tenant SET schema_version = 0, schema_fingerprint = 'adopted'")
        try await stack.plugin.prepare()
        #expect(try await fingerprint(tenant, stack) == "adopted")
    }
}
