import Contracts
import Testing

@testable import HostCrypto

/// Tries to get past `JWTSigner.verify`.
@Suite struct JWTAttackTests {
    private static func error(of token: String, signer: JWTSigner? = nil) throws -> TokenError? {
        let signer = try signer ?? TokenForge.signer()
        do throws(TokenError) {
            _ = try signer.verify(token[...])
            return nil
        } catch {
            return error
        }
    }

    @Test func theForgeMakesGoodTokensWhenAskedTo() throws {
        #expect(try Self.error(of: TokenForge.token()) == nil)
    }

    @Test(arguments: ["none", "None", "NONE", "HS384", "HS512", "RS384", "ES384", "PS256", "", "hs256"])
    func otherAlgorithmsAreRefused(name: String) throws {
        let header = #"{"alg":"\#(name)","typ":"at+jwt"}"#
        #expect(try Self.error(of: TokenForge.token(header: header)) == .unknownAlgorithm)
    }

    @Test func anUnsignedTokenIsRefused() throws {
        let header = TokenForge.encode(#"{"alg":"none","typ":"at+jwt"}"#)
        #expect(try Self.error(of: "\(header).\(TokenForge.encode(TokenForge.payload())).") == .malformed)
    }

    @Test func aPublicKeyIsNoSharedSecret() throws {
        let signer = try TokenForge.signer(try .privateKey(pem: TestKeys.rsa2048, id: "rsa"))
        let forged = try TokenForge.token(
            header: #"{"alg":"HS256","typ":"at+jwt","kid":"rsa"}"#, key: try .shared(Secret(TestKeys.rsa2048Public)))
        #expect(try Self.error(of: forged, signer: signer) == .unknownAlgorithm)
        let honestHeader = try TokenForge.token(
            header: #"{"alg":"RS256","typ":"at+jwt","kid":"rsa"}"#, key: try .shared(Secret(TestKeys.rsa2048Public)))
        #expect(try Self.error(of: honestHeader, signer: signer) == .badSignature)
    }

    @Test func anotherSecretDoesNotSign() throws {
        #expect(try Self.error(of: TokenForge.token(key: .shared(TestKeys.otherSecret))) == .badSignature)
    }

    @Test(arguments: ["at+JWT", "JWT", "jwt", "application/at+jwt", "", "rt+jwt"])
    func otherTypesAreRefused(type: String) throws {
        #expect(try Self.error(of: TokenForge.token(header: #"{"alg":"HS256","typ":"\#(type)"}"#)) == .wrongType)
    }

    @Test(arguments: [
        #"{"alg":"HS256","typ":"at+jwt","crit":["exp"]}"#, #"{"alg":"HS256","typ":"at+jwt","jwk":{}}"#,
        #"{"alg":"HS256","typ":"at+jwt","jku":"https://example.com"}"#, #"{"alg":"HS256","alg":"none","typ":"at+jwt"}"#,
        #"{"alg":["HS256"],"typ":"at+jwt"}"#, #"{"typ":"at+jwt"}"#, #"{"alg":"HS256","typ":"at+jwt","kid":7}"#, "[]", "", "{",
    ])
    func headersOfOtherShapesAreRefused(header: String) throws {
        #expect(try Self.error(of: TokenForge.token(header: header)) == .malformed)
    }

    @Test func aKeyNameThatNobodyHasIsRefused() throws {
        #expect(try Self.error(of: TokenForge.token(header: #"{"alg":"HS256","typ":"at+jwt","kid":"../x"}"#)) == .unknownKey)
    }

    @Test func everyChangedByteIsFound() throws {
        let signer = try TokenForge.signer()
        let token = Array(try signer.sign(TokenForge.claims, lifetime: .seconds(60)).utf8)
        for index in token.indices {
            var changed = token
            changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(try Self.error(of: String(decoding: changed, as: UTF8.self), signer: signer) != nil, "byte \(index)")
        }
    }

    @Test func everyTruncationIsFound() throws {
        let token = try TokenForge.token()
        for length in 0..<token.utf8.count { #expect(try Self.error(of: String(token.prefix(length))) != nil) }
    }

    @Test func aPayloadUnderAnotherTokensSignatureIsRefused() throws {
        let signature = try #require(TokenForge.token().split(separator: ".").last)
        let payload = TokenForge.encode(TokenForge.payload(["role": "owner"]))
        #expect(try Self.error(of: "\(TokenForge.encode(TokenForge.header)).\(payload).\(signature)") == .badSignature)
    }

    @Test(arguments: ["=", "\n", ".", ".x", " "])
    func tokensWithSomethingBehindThemAreRefused(tail: String) throws {
        #expect(try Self.error(of: TokenForge.token() + tail) == .malformed)
    }

    @Test func aTokenBeyondTheLengthLimitIsNotLookedAt() throws {
        let token = try TokenForge.token(payload: TokenForge.payload(["email": .string(String(repeating: "a", count: 8192))]))
        #expect(try Self.error(of: token) == .malformed)
    }

    @Test func claimsAreNotLookedAtBeforeTheSignature() throws {
        let expired = TokenForge.payload(["exp": 1, "iss": "other"])
        #expect(try Self.error(of: TokenForge.token(payload: expired, key: .shared(TestKeys.otherSecret))) == .badSignature)
    }
}
