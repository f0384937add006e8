import Contracts
import Foundation
import TestSupport
import Testing

/// Attempts to get more out of an API key, or of a session, than it is worth.
@Suite struct APIKeyAttackTests {
    /// Routes that are for people.
    private static let closed: [(String, String)] = [
        ("GET", "/api/members"), ("POST", "/api/members"), ("PATCH", "/api/members/\(UUID().uuidString)"),
        ("DELETE", "/api/members/\(UUID().uuidString)"), ("GET", "/api/api-keys"), ("POST", "/api/api-keys"),
        ("DELETE", "/api/api-keys/\(UUID().uuidString)"), ("GET", "/api/roles"), ("POST", "/api/roles"),
        ("PUT", "/api/roles/\(UUID().uuidString)/object-permissions"),
    ]

    @Test func evenAnOwnersKeyManagesNothing() async throws {
        let holder = try await KeyHolder.make(["name": "Root", "role": "owner"])
        for (method, path) in Self.closed {
            let reply = try await holder.key(method, path, method == "GET" ? nil : ["name": "A", "role": "owner"])
            #expect(reply.status == 403, "\(method) \(path)")
            #expect(reply.code == "api_key_not_accepted", "\(method) \(path)")
        }
        #expect(try await holder.key("GET", "/api/admin/tenants").code == "operator_key_required")
    }

    @Test func aKeyIsNoSession() async throws {
        let holder = try await KeyHolder.make()
        let refresh = try await holder.key.api.call("POST", "/api/auth/refresh", ["refresh_token": .string(holder.key.token)])
        #expect(refresh.code == "refresh_token_invalid")
        #expect(try await holder.key("POST", "/api/auth/logout").code == "token_invalid")
        #expect(try await holder.key.api.call("GET", "/rest/people", operatorKey: holder.key.token).status == 403)
    }

    @Test func aKeyOfOneTenantShowsNothingOfAnother() async throws {
        let (own, other) = (try await KeyHolder.make(), try await KeyHolder.make())
        let company = try await other.owner.create("companies", ["name": "Secret"])
        #expect(try await own.key("GET", "/rest/companies/\(company["id"].string)").status == 404)
        let host = [("Host", "\(other.organization.slug).\(Product.baseDomain)")]
        let reply = try await own.key.api.call("GET", "/rest/companies", token: own.key.token, headers: host)
        #expect(reply.status == 403)
        // An administrator of one organization does not see, change or revoke a key of another.
        let path = "/api/api-keys/\(other.id)"
        for (method, body) in [("GET", nil), ("PATCH", ["name": "Mine"]), ("DELETE", nil)] as [(String, JSONValue?)] {
            #expect(try await own.owner(method, path, body).code == "api_key_not_found")
        }
    }

    @Test(arguments: KeyForgery.allCases)
    func aForgedKeyIsRefused(forgery: KeyForgery) async throws {
        let (own, victim) = (try await KeyHolder.make(), try await KeyHolder.make())
        let token = try forgery.forge(own, victim, secret: KeyHolder.secret)
        #expect([401, 403].contains(try await own.key.api.call("GET", "/api/me", token: token).status))
        let people = try await own.key.api.call("GET", "/rest/people", token: token)
        #expect(people.status == forgery.status)
        #expect(people.json["messages"][0].string == forgery.message)
    }

    @Test func anAdministratorMakesNoKeyAboveThemselves() async throws {
        let team = try await Team.make("admin")
        #expect(try await team.member("POST", "/api/api-keys", ["name": "A", "role": "owner"]).code == "insufficient_role")
        let lower = try await team.member("POST", "/api/api-keys", ["name": "A", "role": "admin"]).json["data"]["id"].string
        let higher = try await team.owner("POST", "/api/api-keys", ["name": "B", "role": "owner"]).json["data"]["id"].string
        #expect(try await team.member("PATCH", "/api/api-keys/\(lower)", ["role": "owner"]).code == "insufficient_role")
        #expect(try await team.member("PATCH", "/api/api-keys/\(higher)", ["name": "C"]).code == "insufficient_role")
        #expect(try await team.member("DELETE", "/api/api-keys/\(higher)").status == 200)
    }

    @Test(arguments: ["member", "viewer"])
    func whoIsNoAdministratorHasNothingToDoWithKeys(role: String) async throws {
        let team = try await Team.make(role)
        #expect(try await team.member("GET", "/api/api-keys").code == "insufficient_role")
        #expect(try await team.member("POST", "/api/api-keys", ["name": "A", "role": "viewer"]).code == "insufficient_role")
    }

    @Test func anErasedOrganizationsKeysAreNone() async throws {
        let holder = try await KeyHolder.make()
        #expect(try await holder.key("GET", "/rest/people").status == 200)
        let path = "/api/admin/tenants/\(holder.organization.tenantID)"
        #expect(try await holder.owner.api.call("DELETE", path, operatorKey: Product.operatorKey).status == 200)
        #expect(try await holder.key("GET", "/rest/people").text == RecordTokenTests.workspaceGone)
        #expect(try await holder.key("GET", "/api/me").code == "token_invalid")
    }
}

/// Ways to make a key's token that one should not have. The attacker has the signing key in most.
enum KeyForgery: CaseIterable {
    case otherTenant, otherTenantsKey, unknownKey, algorithmNone, otherSecret, asAccessToken, accessClaims, sessionAsKey, shapeless

    func forge(_ own: KeyHolder, _ victim: KeyHolder, secret: String) throws -> String {
        var token = try TokenParts(own.key.token)
        var session = try TokenParts(own.owner.token)
        switch self {
        case .otherTenant:
            token.claims["sub"] = victim.organization.tenantID
            token.claims["workspaceId"] = victim.organization.tenantID
        case .otherTenantsKey: token.claims["jti"] = victim.id
        case .unknownKey: token.claims["jti"] = UUID().uuidString.lowercased()
        case .algorithmNone:
            token.header["alg"] = "none"
            return token.withSignature("")
        case .otherSecret: return token.signed(secret + "x")
        case .asAccessToken: token.header["typ"] = "at+jwt"
        case .accessClaims: token.claims = session.claims
        case .sessionAsKey:
            session.claims["jti"] = own.id
            session.claims["type"] = "API_KEY"
            session.claims["workspaceId"] = own.organization.tenantID
            session.header["typ"] = "api-key+jwt"
            return session.signed(secret)
        case .shapeless: token.header["typ"] = "JWT"
        }
        return token.signed(secret)
    }

    var status: Int {
        switch self {
        case .unknownKey, .shapeless: 403
        default: 401
        }
    }

    var message: String {
        switch self {
        case .unknownKey: "This API Key is revoked"
        case .shapeless: "Invalid token"
        default: "Token invalid."
        }
    }
}
