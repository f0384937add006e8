import Contracts
import FoundationEssentials
import TestSupport
import Testing

@testable import ProvisioningPlugin

/// Something of a tenant is put where no erasure removes it. None of these deletions may end in a receipt.
@Suite struct ResidueScanTests {
    /// A table that a later version or another plugin might add, and what stands in it of the tenant. `$T` is the tenant's id, `$A` its
    /// owner's account, `$E` the owner's address.
    @Test(arguments: [
        ("later (tenant uuid)", "'$T'"), ("later (anything uuid)", "'$T'"), ("later (text text)", "'of $T!'"),
        ("later (text text)", "replace('db_$T', '-', '')"), ("later (payload jsonb)", "'{\"who\": [\"$E\"]}'"),
        ("later (payload json)", "'{\"who\": \"$A\"}'"), ("later (address text)", "upper('$E')"),
        ("later (list text[])", "ARRAY['a', '$E']"), ("later (account uuid)", "'$A'"),
        ("later (n integer, list uuid[])", "1, ARRAY['$A']::uuid[]"),
    ])
    func aTableThatIsAddedLaterIsNotForgotten(table: String, row: String) async throws {
        let stack = try await LifecycleStack.make()
        let email = "owner-\(TenantID.random())@example.com"
        let created = try await stack.lifecycle.create(stack.order(email: email))
        let values = row.replacing("$T", with: created.tenant.id.description)
            .replacing("$A", with: created.ownerAccount.canonical).replacing("$E", with: email)
        try await stack.cluster.execute(
            "CREATE TABLE \(table); INSERT INTO later VALUES (\(values))", database: stack.registryName)
        await #expect(throws: LifecycleError.deletionIncomplete(step: "residue: registry.later")) {
            try await stack.lifecycle.delete(created.tenant.id, actor: "test")
        }
        #expect(try await stack.registry.query("SELECT FROM erasure_ledger").isEmpty)
        #expect(try await stack.status(of: created.tenant) == "deleting")
        try await stack.cluster.execute("DROP TABLE later", database: stack.registryName)
        _ = try await stack.lifecycle.delete(created.tenant.id, actor: "test")
    }

    @Test func aTableInAnotherSchemaIsLookedThroughToo() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        try await stack.cluster.execute(
            "CREATE SCHEMA plugin; CREATE TABLE plugin.note AS SELECT '\(tenant.id)'::uuid AS of", database: stack.registryName)
        await #expect(throws: LifecycleError.deletionIncomplete(step: "residue: registry.note")) {
            try await stack.lifecycle.delete(tenant.id, actor: "test")
        }
    }

    /// What another tenant's rows say of somebody is that tenant's.
    @Test func rowsOfOtherTenantsAreLeftOut() async throws {
        let stack = try await LifecycleStack.make()
        let email = "owner-\(TenantID.random())@example.com"
        let created = try await stack.lifecycle.create(stack.order(email: email))
        try await stack.cluster.execute(
            """
            CREATE TABLE invitation (tenant uuid, email text, by uuid);
            INSERT INTO invitation VALUES (gen_random_uuid(), '\(email)', '\(created.ownerAccount.canonical)')
            """, database: stack.registryName)
        #expect(try await stack.lifecycle.delete(created.tenant.id, actor: "test").erasedAccounts == 1)
    }

    @Test func anotherDatabaseNamedAfterTheTenantIsFound() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let copy = tenant.placement.database + "_copy"
        try await stack.cluster.execute("CREATE DATABASE \(copy)")
        await #expect(throws: LifecycleError.deletionIncomplete(step: "residue: server.database.\(copy)")) {
            try await stack.lifecycle.delete(tenant.id, actor: "test")
        }
        try await stack.cluster.execute("DROP DATABASE \(copy)")
        _ = try await stack.lifecycle.delete(tenant.id, actor: "test")
    }

    @Test func anotherRoleNamedAfterTheTenantIsFound() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let reader = tenant.placement.role + "_r"
        try await stack.cluster.execute("CREATE ROLE \(reader)")
        await #expect(throws: LifecycleError.deletionIncomplete(step: "residue: server.role.\(reader)")) {
            try await stack.lifecycle.delete(tenant.id, actor: "test")
        }
        try await stack.cluster.execute("DROP ROLE \(reader)")
    }

    @Test func aPoolOfThisHostIsFound() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let subject = ErasureSubject(tenant: tenant.id, placement: tenant.placement)
        let host = HostResidue(
            pools: PoolManagerDouble(open: [tenant.id]), directory: StubTenantDirectory(), changes: SilentChanges())
        #expect(try await host.scan(for: subject) == [Residue(place: "host.pool", count: 1)])
    }

    @Test func aDirectoryThatServesTheTenantStillIsFound() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let subject = ErasureSubject(tenant: tenant.id, placement: tenant.placement)
        let host = HostResidue(
            pools: PoolManagerDouble(), directory: StubTenantDirectory([tenant], isWarm: true), changes: SilentChanges())
        #expect(try await host.scan(for: subject) == [Residue(place: "host.directory", count: 1)])
    }

    /// The log is written to between the erasure of its rows and the look at them: as a bug might do it.
    @Test func anEntryOfTheAuditLogThatWasNotEmptiedIsFound() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let subject = ErasureSubject(tenant: tenant.id, placement: tenant.placement)
        let found = try await stack.registry.withConnection { connection in
            try await RegistryResidue(on: connection).scan(for: subject, on: connection).map(\.place)
        }
        #expect(found.contains("registry.audit_log") && found.contains("registry.tenant"))
    }
}

/// A feed on which nothing ever happens.
private struct SilentChanges: ChangeFeed {
    func publish(_ change: RegistryChange, on connection: any DatabaseConnection) async throws {}
    func subscribe(_ handler: @escaping @Sendable (RegistryChange?) -> Void) {}
    func catchUp() async throws {}
    func settle() async throws {}
}
