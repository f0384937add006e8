import Contracts
import Synchronization
import TestSupport
import Testing

@testable import ProvisioningPlugin

@Suite struct TenantCreationTests {
    private struct Injected: Error {}

    @Test func aTenantIsSeededByItsOwnRole() async throws {
        let stack = try await LifecycleStack.make()
        try await stack.plugin.prepare()
        let tenant = try await stack.create("Acmé", email: "josé@example.com")
        #expect(tenant.slug.description == "acme")
        #expect(try await stack.query(as: tenant, "SELECT text FROM workspace.note").first?.text(0) == "jose@example.com")
        #expect(try await stack.status(of: tenant) == "active")
    }

    @Test func theRoleOwnsWhatIsInItsDatabaseAndMayAddToIt() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        let foreign = try await stack.query(
            as: tenant,
            """
            SELECT relname FROM pg_class JOIN pg_namespace AS space ON space.oid = relnamespace
            WHERE nspname IN ('workspace', 'public') AND (relowner <> current_user::regrole OR nspowner <> relowner)
            """)
        #expect(foreign.isEmpty)
        _ = try await stack.query(as: tenant, "ALTER TABLE workspace.note ADD extra text")
        _ = try await stack.query(as: tenant, "ALTER TYPE workspace.mood ADD VALUE 'mixed'")
        _ = try await stack.query(as: tenant, "CREATE TABLE workspace.\(identifier: "_rocket") (id uuid PRIMARY KEY)")
        _ = try await stack.query(as: tenant, "CREATE TABLE public.own (id uuid PRIMARY KEY)")
    }

    /// Each step is done, but for its record, when it fails here.
    @Test(arguments: CreationStep.allCases.dropFirst())
    func aFailedStepLeavesNothing(step: CreationStep) async throws {
        let stack = try await LifecycleStack.make { if $0 == step { throw Injected() } }
        await #expect(throws: LifecycleError.creationFailed(step: step.rawValue)) { try await stack.create() }
        #expect(try await stack.remains() == [])
    }

    @Test func aPasswordThatCannotBeHashedLeavesNothing() async throws {
        let stack = try await LifecycleStack.make(identity: AccountTable { throw PasswordHasherError.busy })
        await #expect(throws: PasswordHasherError.busy) { try await stack.create() }
        #expect(try await stack.remains() == [])
    }

    @Test func theDatabaseIsMadeWhileThePasswordIsHashed() async throws {
        let databaseIsMade = AsyncStream.makeStream(of: Never.self)
        let identity = AccountTable {
            for await _ in databaseIsMade.stream {}
            return "hashed"
        }
        let stack = try await LifecycleStack.make(identity: identity) { if $0 == .seed { databaseIsMade.continuation.finish() } }
        let tenant = try await stack.create()
        let hashes = try await stack.registry.query("SELECT password_hash FROM account WHERE tenant = \(tenant.id)")
        #expect(hashes.first?.text(0) == "hashed")
    }

    @Test func aCreationWhoseCommitWasNotHeardOfIsKept() async throws {
        // The names are reserved, the password is set, the tenant is activated.
        let stack = try await LifecycleStack.make(losing: (.answer, 3))
        let tenant = try await stack.create()
        #expect(try await stack.status(of: tenant) == "active")
        #expect(try await stack.query(as: tenant, "SELECT FROM workspace.note").count == 1)
    }

    @Test(arguments: [ForgetfulRegistry.Loss.commit, .answer])
    func aReservationWhoseCommitWasNotHeardOfIsUndone(loss: ForgetfulRegistry.Loss) async throws {
        let stack = try await LifecycleStack.make(losing: (loss, 1))
        await #expect(throws: DatabaseError.connectionLost) { try await stack.create() }
        #expect(try await stack.remains() == [])
    }

    @Test func namesAreFreeAgainAfterAFailure() async throws {
        let failures = Atomic<Int>(0)
        let stack = try await LifecycleStack.make { step in
            guard step == .seed, failures.wrappingAdd(1, ordering: .relaxed).oldValue == 0 else { return }
            throw Injected()
        }
        _ = try? await stack.create(email: "owner@example.com", slug: "acme")
        #expect(try await stack.create(email: "owner@example.com", slug: "acme").slug.description == "acme")
    }

    @Test func aCancelledSignUpLeavesNothing() async throws {
        let (reached, reach) = AsyncStream<Void>.makeStream()
        let stack = try await LifecycleStack.make { step in
            guard step == .secureDatabase else { return }
            reach.finish()
            try await Task.sleep(for: .seconds(60))
        }
        let creation = Task { try await stack.create() }
        for await _ in reached {}
        creation.cancel()
        await #expect(throws: CancellationError.self) { try await creation.value }
        #expect(try await stack.remains() == [])
    }

    @Test func aTakenAddressIsAConflictBeforeAnyDatabaseIsMade() async throws {
        let steps = Mutex<[CreationStep]>([])
        let stack = try await LifecycleStack.make { step in steps.withLock { $0.append(step) } }
        _ = try await stack.create(email: "owner@example.com")
        let before = try await stack.remains()
        steps.withLock { $0 = [] }
        await #expect(throws: IdentityError.emailTaken) { try await stack.create("Other", email: "owner@example.com") }
        #expect(steps.withLock { $0 } == [])
        #expect(try await stack.remains() == before)
    }

    @Test func aTakenSlugIsAConflictWhenItWasAskedFor() async throws {
        let stack = try await LifecycleStack.make()
        _ = try await stack.create(slug: "acme")
        await #expect(throws: LifecycleError.slugTaken) { try await stack.create(slug: "acme") }
    }

    @Test func aReservedSlugIsRefused() async throws {
        let stack = try await LifecycleStack.make()
        await #expect(throws: LifecycleError.slugReserved) { try await stack.create(slug: "admin") }
    }

    @Test func manyOfOneNameAtOnceAllSucceed() async throws {
        let stack = try await LifecycleStack.make()
        try await stack.plugin.prepare()
        let slugs = try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { try await stack.create("Acme").slug } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(slugs.count == 8)
    }

    @Test func anAdministratorWhoIsNotSuperuserIsEnough() async throws {
        let admin = try await LifecycleStack.cluster.createRole("admin")
        try await LifecycleStack.cluster.execute("ALTER ROLE \(SQLIdentifier.quote(admin.name)) CREATEDB CREATEROLE")
        try await LifecycleStack.cluster.execute(
            "GRANT CONNECT ON DATABASE postgres TO \(SQLIdentifier.quote(admin.name))")
        let stack = try await LifecycleStack.make(admin: admin)
        try await stack.plugin.prepare()
        let tenant = try await stack.create()
        _ = try await stack.query(as: tenant, "ALTER TABLE workspace.note ADD extra text")
        _ = try await stack.lifecycle.delete(tenant.id, actor: "test")
        #expect(try await stack.remains() == [])
    }
}
