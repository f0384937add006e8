import Contracts
import Testing

@testable import HostCrypto

/// Tokens that are rightly signed and still must not be accepted.
@Suite struct JWTClaimsTests {
    private static func error(_ changes: [String: JSONValue?]) throws -> TokenError? {
        let token = try TokenForge.token(payload: TokenForge.payload(changes))
        let signer = try TokenForge.signer()
        do throws(TokenError) {
            _ = try signer.verify(token[...])
            return nil
        } catch {
            return error
        }
    }

    private static func time(_ offset: Int64) -> JSONValue { .integer(Int(TokenForge.now + offset)) }

    @Test(arguments: ["iss", "aud", "sub", "email", "tenant_id", "role", "sid", "iat", "exp", "jti"])
    func everyClaimIsRequired(name: String) throws {
        #expect(try Self.error([name: .some(nil)]) == .malformed)
    }

    @Test(arguments: ["iss", "aud", "sub", "email", "tenant_id", "role", "sid", "iat", "exp", "jti", "nbf"])
    func everyClaimHasItsType(name: String) throws {
        for value: JSONValue in [nil, true, [], [:], ["tm-api"], ""] { #expect(try Self.error([name: value]) == .malformed) }
    }

    @Test(arguments: ["root", "Owner", "operator", "superadmin"])
    func unknownRolesAreRefused(role: String) throws {
        #expect(try Self.error(["role": .string(role)]) == .malformed)
    }

    @Test func issuerAndAudienceAreOurs() throws {
        #expect(try Self.error(["iss": "other"]) == .wrongIssuer)
        #expect(try Self.error(["aud": "other"]) == .wrongAudience)
    }

    @Test func aTokenEndsAtItsExpiryToTheSecond() throws {
        #expect(try Self.error(["exp": Self.time(1)]) == nil)
        #expect(try Self.error(["exp": Self.time(0)]) == .expired)
        #expect(try Self.error(["exp": Self.time(-1)]) == .expired)
        #expect(try Self.error(["exp": -1]) == .expired)
    }

    @Test(arguments: ["iat", "nbf"])
    func aTokenOfTheFutureIsRefusedBeyondTheClocksLeeway(name: String) throws {
        #expect(try Self.error([name: Self.time(30), "exp": Self.time(900)]) == nil)
        #expect(try Self.error([name: Self.time(31), "exp": Self.time(900)]) == .issuedInFuture)
    }

    @Test(arguments: ["1e99", "1800000000.5", "18000000000000000000", "-0.0"])
    func timesAreWholeSeconds(text: String) throws {
        let number = try JSONParser.parse(Array(text.utf8))
        #expect(try Self.error(["exp": number]) == .malformed)
    }
}
