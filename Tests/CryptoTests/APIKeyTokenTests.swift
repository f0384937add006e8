import Contracts
import FoundationEssentials
import Testing

@testable import HostCrypto

/// Tokens of API keys, and attempts to pass one kind of token for the other.
@Suite struct APIKeyTokenTests {
    private static let claims = APIKeyClaims(keyID: UUID(), tenantID: .random())
    private static let header = #"{"alg":"HS256","typ":"api-key+jwt"}"#

    private static func payload(_ changes: [String: JSONValue?] = [:]) -> String {
        var object = JSONObject([
            JSONMember("iss", "tm"), JSONMember("aud", "tm-api"), JSONMember("sub", .string(claims.tenantID.description)),
            JSONMember("type", "API_KEY"), JSONMember("workspaceId", .string(claims.tenantID.description)),
            JSONMember("iat", .integer(Int(TokenForge.now))), JSONMember("exp", .integer(Int(TokenForge.now) + 60)),
            JSONMember("jti", .string(claims.keyID.canonical)),
        ])
        for (name, value) in changes { object[name] = value }
        return String(decoding: JSONWriter.encode(.object(object)), as: UTF8.self)
    }

    private static func error(header: String = header, payload: String) throws -> TokenError? {
        let token = try TokenForge.token(header: header, payload: payload)
        let signer = try TokenForge.signer()
        do throws(TokenError) {
            _ = try signer.verifyBearer(token[...])
            return nil
        } catch {
            return error
        }
    }

    @Test func aKeysTokenTellsTheKey() throws {
        let signer = try TokenForge.signer()
        let token = try signer.sign(Self.claims, lifetime: .seconds(60))
        #expect(try signer.verifyBearer(token[...]) == .apiKey(Self.claims))
    }

    @Test func aKeysTokenIsNoAccessToken() throws {
        let signer = try TokenForge.signer()
        let token = try signer.sign(Self.claims, lifetime: .seconds(60))
        #expect(throws: TokenError.wrongType) { try signer.verify(token[...]) }
    }

    @Test func oneKindsClaimsUnderTheOthersTypeAreRefused() throws {
        #expect(try Self.error(payload: TokenForge.payload()) == .malformed)
        #expect(try Self.error(header: TokenForge.header, payload: Self.payload()) == .malformed)
    }

    @Test(arguments: ["iss", "aud", "sub", "type", "workspaceId", "iat", "exp", "jti"])
    func everyClaimIsRequired(name: String) throws {
        #expect(try Self.error(payload: Self.payload()) == nil)
        #expect(try Self.error(payload: Self.payload([name: .some(nil)])) == .malformed)
    }

    @Test func bothNamesOfTheTenantMustAgree() throws {
        #expect(try Self.error(payload: Self.payload(["workspaceId": .string(TenantID.random().description)])) == .malformed)
    }

    @Test func aKeyPastItsTimeIsToldApartFromASession() throws {
        #expect(try Self.error(payload: Self.payload(["exp": .integer(Int(TokenForge.now))])) == .apiKeyExpired)
    }

    @Test func theTypeIsNotLookedAtBeforeTheSignature() throws {
        let token = try TokenForge.token(header: #"{"alg":"HS256","typ":"JWT"}"#, key: .shared(TestKeys.otherSecret))
        let signer = try TokenForge.signer()
        #expect(throws: TokenError.badSignature) { try signer.verifyBearer(token[...]) }
    }
}
