import Contracts
import FoundationEssentials
import HostRegistry
import Testing

@testable import AuthPlugin

@Suite struct IdentityServiceTests {
    @Test func aTakenAddressMakesNoOwner() async throws {
        try await IdentityStage.run { stage in
            let tenant = try await stage.registry.addTenant("acme")
            let identity = try #require(stage.auth.services.identity)
            let email = try #require(EmailAddress("ada@example.com"))
            let create: @Sendable () async throws -> UUID = {
                try await stage.registry.transaction {
                    try await identity.createOwner(email: email, of: tenant, on: $0)
                }
            }
            _ = try await create()
            await #expect(throws: IdentityError.emailTaken) { try await create() }
            #expect(try await stage.registry.number("SELECT count(*) FROM membership WHERE role = 'owner'") == 1)
        }
    }

    @Test func erasingATenantErasesTheAccountsThatBelongToNoOther() async throws {
        try await IdentityStage.run { stage in
            let acme = try await stage.registry.addTenant("acme")
            let beta = try await stage.registry.addTenant("beta")
            let identity = try #require(stage.auth.services.identity)
            let ada = try await stage.registry.addAccount("ada@example.com", password: "x", in: [(acme, .owner)])
            _ = try await stage.registry.addAccount("both@example.com", password: "x", in: [(acme, .member), (beta, .owner)])
            _ = try await identity.openSession(account: ada, tenant: acme)
            let erased = try await stage.registry.transaction { try await identity.eraseMemberships(of: acme, on: $0) }
            #expect(erased == [ErasedAccount(id: ada, email: "ada@example.com")])
            #expect(try await stage.registry.number("SELECT count(*) FROM account WHERE email = 'both@example.com'") == 1)
            #expect(try await stage.registry.number("SELECT count(*) FROM account") == 1)
            #expect(try await stage.registry.number("SELECT count(*) FROM session") == 0)
            #expect(try await stage.registry.number("SELECT count(*) FROM refresh_token") == 0)
        }
    }

    /// Who was removed from the tenant before keeps an account, which belongs to nobody else: it goes with the tenant.
    @Test func formerMembersAccountsAreErasedUnlessTheyBelongElsewhere() async throws {
        try await IdentityStage.run { stage in
            let acme = try await stage.registry.addTenant("acme")
            let beta = try await stage.registry.addTenant("beta")
            let identity = try #require(stage.auth.services.identity)
            let gone = try await stage.registry.addAccount("gone@example.com", password: "x", in: [])
            let moved = try await stage.registry.addAccount("moved@example.com", password: "x", in: [(beta, .member)])
            for account in [gone, moved] {
                let details = JSONObject([JSONMember("account", .string(account.canonical))])
                let entry = AuditEntry(actor: "cli", action: "member.removed", tenant: acme, details: details)
                try await stage.registry.transaction { try await RegistryAuditLog().record(entry, on: $0) }
            }
            let erased = try await stage.registry.transaction { try await identity.eraseMemberships(of: acme, on: $0) }
            #expect(erased == [ErasedAccount(id: gone, email: "gone@example.com")])
        }
    }

    @Test func anAccountThatJoinsAnotherTenantMeanwhileIsKept() async throws {
        try await IdentityStage.run { stage in
            let acme = try await stage.registry.addTenant("acme")
            let beta = try await stage.registry.addTenant("beta")
            let identity = try #require(stage.auth.services.identity)
            let ada = try await stage.registry.addAccount("ada@example.com", password: "x", in: [(acme, .owner)])
            let gate = IdentityGate()
            async let joining: Void = stage.registry.transaction { connection in
                _ = try await connection.query("INSERT INTO membership (account, tenant, role) VALUES (\(ada), \(beta), 'member')")
                await gate.passage()
            }
            await gate.waiting()
            async let erasing = stage.registry.transaction { try await identity.eraseMemberships(of: acme, on: $0) }
            while try await stage.registry.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") == 0 {
                await Task.yield()
            }
            await gate.open()
            try await joining
            #expect(try await erasing == [])
            #expect(try await stage.registry.number("SELECT count(*) FROM membership") == 1)
        }
    }

    @Test func aSignInWhileItsTenantIsErasedIsRefused() async throws {
        try await IdentityStage.run { stage in
            let acme = try await stage.registry.addTenant("acme")
            let identity = try #require(stage.auth.services.identity)
            let ada = try await stage.registry.addAccount("ada@example.com", password: "x", in: [(acme, .owner)])
            let gate = IdentityGate()
            async let erasing: Void = stage.registry.transaction { connection in
                _ = try await identity.eraseMemberships(of: acme, on: connection)
                await gate.passage()
            }
            await gate.waiting()
            let signIn = Task { try await identity.openSession(account: ada, tenant: acme) }
            while try await stage.registry.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'") == 0 {
                await Task.yield()
            }
            await gate.open()
            try await erasing
            await #expect(throws: AuthError.invalidCredentials) { try await signIn.value }
        }
    }
}
