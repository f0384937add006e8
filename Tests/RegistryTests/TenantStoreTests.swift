import Contracts
import TestSupport
import Testing

@testable import HostRegistry

@Suite struct TenantStoreTests {
    @Test func aSlugIsTakenFromTheReservationOn() async throws {
        let registry = try await RegistryDatabase.make()
        let first = try registry.reservation("acme")
        let second = try registry.reservation("acme")
        try await registry.database.withConnection { try await registry.store.reserve(first, on: $0) }
        await #expect(throws: LifecycleError.slugTaken) {
            try await registry.database.withConnection { try await registry.store.reserve(second, on: $0) }
        }
    }

    @Test func thePasswordIsStoredSealedAndBoundToItsTenant() async throws {
        let registry = try await RegistryDatabase.make()
        let id = try await registry.addTenant("acme")
        let entry = try #require(try await registry.store.entry(.id(id), in: registry.database))
        #expect(try registry.store.vault.open(entry.sealedPassword, of: id).reveal() == "s3cret")
        #expect(throws: PlainCryptography.WrongContext.self) { try registry.store.vault.open(entry.sealedPassword, of: .random()) }
    }

    @Test func onlyAnAllowedStateCanBeLeft() async throws {
        let registry = try await RegistryDatabase.make()
        let id = try await registry.addTenant("acme")
        await #expect(throws: LifecycleError.invalidTransition(from: .active, to: .active)) {
            try await registry.database.withConnection {
                try await registry.store.transition(id, from: [.suspended], to: .active, reason: nil, on: $0)
            }
        }
    }

    @Test func anUnknownTenantHasNoTransition() async throws {
        let registry = try await RegistryDatabase.make()
        await #expect(throws: LifecycleError.unknownTenant) {
            try await registry.database.withConnection {
                try await registry.store.transition(.random(), from: [.active], to: .suspended, reason: "x", on: $0)
            }
        }
    }

    @Test func ofTwoAtOnceOneSuspends() async throws {
        let registry = try await RegistryDatabase.make()
        let id = try await registry.addTenant("acme")
        let won = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let changed = try? await registry.database.transaction {
                        try await registry.store.transition(id, from: [.active], to: .suspended, reason: "x", on: $0)
                    }
                    return changed != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(won == 1)
    }

    @Test func erasureEmptiesTheTrail() async throws {
        let registry = try await RegistryDatabase.make()
        let id = try await registry.addTenant("acme")
        let erased = try await registry.database.transaction { connection in
            let details = JSONObject([JSONMember("reason", "asked by Jane Doe")])
            let entry = AuditEntry(actor: "cli", action: "tenant.suspended", tenant: id, details: details)
            try await RegistryAuditLog().record(entry, on: connection)
            _ = try await registry.store.transition(id, from: [.active], to: .deleting, reason: nil, on: connection)
            return try await registry.store.erase(id, on: connection)
        }
        #expect(erased.emptiedEntries == 1)
        let trail = try await registry.database.query("SELECT action, details FROM audit_log WHERE tenant_id = \(id)")
        #expect(trail.first?.text(0) == "tenant.suspended" && trail.first?.text(1) == nil)
        #expect(try await registry.store.entry(.id(id), in: registry.database) == nil)
    }

    @Test func anActiveTenantCannotBeErased() async throws {
        let registry = try await RegistryDatabase.make()
        let id = try await registry.addTenant("acme")
        await #expect(throws: LifecycleError.unknownTenant) {
            try await registry.database.transaction { try await registry.store.erase(id, on: $0) }
        }
    }
}
