import Contracts
import HostPostgres
import Synchronization
import TestSupport
import Testing

@testable import ProvisioningPlugin

/// What PostgreSQL itself refuses to a tenant's role, whatever the host does.
@Suite struct TenantIsolationTests {
    /// What the server says to somebody who may not connect (SQLSTATE 42501, insufficient privilege).
    private static let refused = DatabaseError.connectFailed(.refused("42501"))

    private func tryToConnect(_ stack: LifecycleStack, as tenant: Tenant, to database: String) async throws {
        try await stack.cluster.withConnection(to: stack.target(as: tenant, to: database)) { _ in }
    }

    @Test func aRoleCannotConnectToAnotherTenantsDatabase() async throws {
        let stack = try await LifecycleStack.make()
        let own = try await stack.create("A")
        let other = try await stack.create("B")
        try await tryToConnect(stack, as: own, to: own.placement.database)
        await #expect(throws: Self.refused) { try await tryToConnect(stack, as: own, to: other.placement.database) }
    }

    /// Whatever the host does next, or does not: it may be killed there.
    @Test func aDatabaseIsOpenToNobodyElseFromTheStart() async throws {
        let clone = Mutex<[String?]>([])
        let stack = try await LifecycleStack.make { step in
            guard step == .createDatabase else { return }
            let open = try await LifecycleStack.cluster.query(
                """
                SELECT datname FROM pg_database WHERE datname ~ '^t[0-9a-f]{6}_[0-9a-f]{32}$'
                    AND has_database_privilege('public', oid, 'CONNECT')
                """)
            clone.withLock { $0 = open.map { $0.text(0) } }
        }
        _ = try await stack.create()
        #expect(clone.withLock { $0.filter { $0?.hasPrefix(stack.prefix) == true } } == [])
    }

    @Test(arguments: ["postgres", "template1"])
    func aRoleCannotConnectToTheServersOwnDatabases(database: String) async throws {
        let stack = try await LifecycleStack.make()
        try await stack.plugin.prepare()
        let tenant = try await stack.create()
        await #expect(throws: Self.refused) { try await tryToConnect(stack, as: tenant, to: database) }
    }

    @Test func aRoleCannotConnectToTheRegistry() async throws {
        let stack = try await LifecycleStack.make()
        try await stack.plugin.prepare()
        let tenant = try await stack.create()
        await #expect(throws: Self.refused) { try await tryToConnect(stack, as: tenant, to: stack.registryName) }
        #expect(try await stack.status(of: tenant) == "active")
    }

    @Test func aRoleCannotConnectToWhatIsInStock() async throws {
        let stack = try await LifecycleStack.make(settings: ["stock_size": "2"])
        try await stack.plugin.prepare()
        try await stack.plugin.attendToStock()
        let tenant = try await stack.create()
        let stocked = try #require(try await stack.stock().first)
        await #expect(throws: Self.refused) { try await tryToConnect(stack, as: tenant, to: stocked.database) }
        let open = try await stack.cluster.query(
            """
            SELECT datname FROM pg_database WHERE datname = \(stocked.database)
                AND (has_database_privilege('public', oid, 'CONNECT') OR datdba <> \(stocked.database)::regrole)
            """)
        #expect(open.isEmpty)
    }

    @Test func aRoleIsNothingButALogin() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let role = try await stack.cluster.query(
            """
            SELECT rolsuper OR rolinherit OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls,
                (SELECT count(*) FROM pg_auth_members WHERE member = pg_roles.oid)
            FROM pg_roles WHERE rolname = \(tenant.placement.role)
            """)
        #expect(role.first?.text(0) == "f" && role.first?.text(1) == "0")
    }

    @Test func aRoleCannotBecomeAnother() async throws {
        let stack = try await LifecycleStack.make()
        let own = try await stack.create("A")
        let other = try await stack.create("B")
        await #expect(throws: DatabaseError.self) {
            try await stack.query(as: own, "SET ROLE \(identifier: other.placement.role)")
        }
    }

    @Test func theServerKeepsOnlyAVerifierOfThePassword() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let kept = try await stack.cluster.query("SELECT rolpassword FROM pg_authid WHERE rolname = \(tenant.placement.role)")
        let password = try await stack.target(as: tenant).password.reveal()
        #expect(kept.first?.text(0)?.hasPrefix("SCRAM-SHA-256$1:") == true)
        #expect(kept.first?.text(0)?.contains(password) == false)
    }
}
