import Contracts
import HTTPTypes
import Synchronization
import Testing

@testable import AdminPlugin

@Suite struct OperatorKeysTests {
    @Test func withoutAKeyEveryRouteIsClosed() async throws {
        try await IdentityStage.run { stage in
            for key in [nil, "", "tmk_anything"] {
                let answer = await stage.send(.get, "/api/admin/stats", key: key)
                #expect(answer.status == 403)
                #expect(answer.code == "no_operator_keys")
            }
        }
    }

    @Test func aKeyLetsInUntilItIsRevoked() async throws {
        try await IdentityStage.run { stage in
            let key = try await stage.keys.create(name: "ci", role: .operator, actor: "cli")
            let other = try await stage.keys.create(name: "other", role: .operator, actor: "cli")
            #expect(await stage.send(.get, "/api/admin/stats", key: key.reveal()).status == 200)
            try await stage.keys.revoke(name: "ci", actor: "cli")
            let answer = await stage.send(.get, "/api/admin/stats", key: key.reveal())
            #expect(answer.status == 401)
            #expect(answer.code == "operator_key_invalid")
            #expect(await stage.send(.get, "/api/admin/stats", key: other.reveal()).status == 200)
        }
    }

    @Test func noKeyPassesWhileTheRegistryIsOutOfReach() async throws {
        try await IdentityStage.run { stage in
            let key = try await stage.keys.create(name: "ci", role: .operator, actor: "cli").reveal()
            #expect(await stage.send(.get, "/api/admin/pools/stats", key: key).status == 200)
            stage.registry.isCut.store(true, ordering: .relaxed)
            #expect(await stage.send(.get, "/api/admin/pools/stats", key: key).status >= 500)
        }
    }

    @Test func aChangedKeyIsRefused() async throws {
        try await IdentityStage.run { stage in
            let key = try await stage.keys.create(name: "ci", role: .superadmin, actor: "cli").reveal()
            let second = try await stage.keys.create(name: "other", role: .operator, actor: "cli").reveal()
            let swapped = String(key.prefix(27)) + second.dropFirst(27)
            let last = key.hasSuffix("A") ? "B" : "A"
            for attack in [key.dropLast() + last, key + "A", key.uppercased(), swapped, "", "\(key), \(key)"] {
                #expect(await stage.send(.get, "/api/admin/stats", key: String(attack)).code == "operator_key_invalid")
            }
        }
    }

    @Test func noKeyIsStoredInTheClearAndItsUseIsNoted() async throws {
        try await IdentityStage.run { stage in
            let key = try await stage.keys.create(name: "ci", role: .operator, actor: "cli").reveal()
            #expect(try await stage.keys.list().first?.lastUsedAt == nil)
            #expect(await stage.send(.get, "/api/admin/stats", key: key).status == 200)
            let listed = try #require(try await stage.keys.list().first)
            #expect(listed.name == "ci")
            #expect(listed.lastUsedAt != nil)
            #expect(!String(reflecting: listed).contains(key.suffix(43)))
            let secret = "%" + key.suffix(43) + "%"
            #expect(try await stage.registry.number("SELECT count(*) FROM operator_key k WHERE k::text LIKE \(secret)") == 0)
        }
    }

    @Test func namesAreUniqueForGoodAndPlain() async throws {
        try await IdentityStage.run { stage in
            _ = try await stage.keys.create(name: "ci", role: .operator, actor: "cli")
            try await stage.keys.revoke(name: "ci", actor: "cli")
            await #expect(throws: OperatorKeyError.nameTaken) {
                try await stage.keys.create(name: "ci", role: .operator, actor: "cli")
            }
            await #expect(throws: OperatorKeyError.alreadyRevoked) { try await stage.keys.revoke(name: "ci", actor: "cli") }
            await #expect(throws: OperatorKeyError.unknown) { try await stage.keys.revoke(name: "none", actor: "cli") }
            for name in ["", "-x", "a b", "a\nb", "ключ", String(repeating: "a", count: 65)] {
                await #expect(throws: OperatorKeyError.malformedName) {
                    try await stage.keys.create(name: name, role: .operator, actor: "cli")
                }
            }
        }
    }

    @Test func makingAndRevokingLeaveATrail() async throws {
        try await IdentityStage.run { stage in
            _ = try await stage.keys.create(name: "ci", role: .operator, actor: "cli")
            try await stage.keys.revoke(name: "ci", actor: "cli")
            let rows = try await stage.registry.query("SELECT action FROM audit_log WHERE actor = 'cli' ORDER BY at")
            #expect(try rows.map { try $0.decode(at: 0, as: String.self) } == ["operator_key.created", "operator_key.revoked"])
        }
    }
}
