import Contracts
import Foundation
import TestSupport
import Testing

/// Access tokens that are not what the host issued.
@Suite struct ForgedTokenTests {
    @Test(arguments: Forgery.allCases)
    func aForgedTokenIsRefused(forgery: Forgery) async throws {
        let api = try Product.api
        let attacker = try await api.signUp("Forger")
        let victim = try await api.signUp("Forged")
        let secret = try String(contentsOf: Product.stack.directory.appending(path: "secrets/jwt-secret"), encoding: .utf8)
        let token = try forgery.forge(from: attacker.accessToken, victim: victim.tenantID, secret: secret)
        let me = try await api.call("GET", "/api/me", token: token)
        #expect(me.status == 401)
        #expect(me.code == (forgery == .expired ? "token_expired" : me.code))
        let people = try await api.call("GET", "/rest/people", token: token)
        // Rightly signed and of another type: Twenty tells this apart.
        let isOfOtherType = forgery == .otherType
        #expect(people.status == (isOfOtherType ? 403 : 401))
        #expect(people.json["error"].string == (isOfOtherType ? "INVALID_JWT_TOKEN_TYPE" : "UNAUTHENTICATED"))
    }
}

/// Ways to make a token that one should not have.
enum Forgery: CaseIterable {
    case otherTenantUnsigned, otherTenantResigned, algorithmNone, otherKey, otherAudience, otherIssuer, expired, fromTheFuture,
        otherType, unknownSession, truncated

    func forge(from token: String, victim: String, secret: String) throws -> String {
        var token = try TokenParts(token)
        let now = Int(Date.now.timeIntervalSince1970)
        switch self {
        case .otherTenantUnsigned:
            token.claims["tenant_id"] = victim
            return token.unsigned
        case .otherTenantResigned:
            // The attacker has the key: even so the session belongs to another tenant.
            token.claims["tenant_id"] = victim
        case .algorithmNone:
            token.header["alg"] = "none"
            return token.withSignature("")
        case .otherKey: return token.signed(secret + "x")
        case .otherAudience: token.claims["aud"] = "another-service"
        case .otherIssuer: token.claims["iss"] = "another-issuer"
        case .expired:
            token.claims["iat"] = now - 7200
            token.claims["exp"] = now - 3600
        case .fromTheFuture: token.claims["iat"] = now + 3600
        case .otherType: token.header["typ"] = "refresh"
        case .unknownSession: token.claims["sid"] = UUID().uuidString.lowercased()
        case .truncated: return String(token.signed(secret).dropLast(4))
        }
        return token.signed(secret)
    }
}
