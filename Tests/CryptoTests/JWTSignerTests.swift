import Contracts
import Testing

@testable import HostCrypto

@Suite struct JWTSignerTests {
    static let keys: [@Sendable () throws -> TokenKey] = [
        { try .shared(TestKeys.secret) }, { try .shared(TestKeys.secret, id: "2026-01") },
        { try .privateKey(pem: TestKeys.ed25519, id: "ed") }, { try .privateKey(pem: TestKeys.p256, id: "ec") },
        { try .privateKey(pem: TestKeys.rsa2048, id: "rsa") },
    ]

    @Test(arguments: keys.indices)
    func whatIsSignedIsVerified(index: Int) throws {
        let signer = try TokenForge.signer(try Self.keys[index]())
        let token = try signer.sign(TokenForge.claims, lifetime: .seconds(60))
        #expect(try signer.verify(token[...]) == TokenForge.claims)
    }

    @Test func aTokenWithinALongerTextIsVerified() throws {
        let signer = try TokenForge.signer()
        let field = "Bearer " + (try signer.sign(TokenForge.claims, lifetime: .seconds(60)))
        #expect(try signer.verify(field.dropFirst(7)) == TokenForge.claims)
    }

    @Test func twoTokensOfTheSameClaimsHaveTheirOwnIdentity() throws {
        let signer = try TokenForge.signer()
        let first = try signer.sign(TokenForge.claims, lifetime: .seconds(60))
        #expect(try signer.sign(TokenForge.claims, lifetime: .seconds(60)) != first)
    }

    @Test func oldKeysVerifyAfterARotationAndForeignOnesDoNot() throws {
        let old = try TokenForge.signer(try .privateKey(pem: TestKeys.p256, id: "old"))
        let token = try old.sign(TokenForge.claims, lifetime: .seconds(60))
        let rotated = try TokenForge.signer(
            try .privateKey(pem: TestKeys.ed25519, id: "new"),
            verificationKeys: [try .publicKey(pem: TestKeys.p256Public, id: "old")])
        #expect(try rotated.verify(token[...]) == TokenForge.claims)
        let forgetful = try TokenForge.signer(try .privateKey(pem: TestKeys.ed25519, id: "new"))
        #expect(throws: TokenError.unknownKey) { try forgetful.verify(token[...]) }
    }

    @Test func keysThatCannotServeStopTheHost() throws {
        #expect(throws: TokenKeyError.secretTooShort(minBytes: 32)) {
            try TokenKey.shared(Secret(String(repeating: "x", count: 31)))
        }
        #expect(throws: TokenKeyError.unsupportedKey) { try TokenKey.privateKey(pem: TestKeys.rsa1024, id: "a") }
        #expect(throws: TokenKeyError.unsupportedKey) { try TokenKey.privateKey(pem: TestKeys.p384, id: "a") }
        #expect(throws: OpenSSLError.self) { try TokenKey.privateKey(pem: Secret("no key"), id: "a") }
        #expect(throws: TokenKeyError.cannotSign) {
            try TokenForge.signer(try .publicKey(pem: TestKeys.p256Public, id: "a"))
        }
        #expect(throws: TokenKeyError.repeatedKeyID(nil)) {
            try TokenForge.signer(try .shared(TestKeys.secret), verificationKeys: [try .shared(TestKeys.otherSecret)])
        }
    }

    @Test func anEncryptedKeyIsRefusedWithoutAskingForItsPassphrase() {
        let pem =
            "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"
        #expect(throws: OpenSSLError.self) { try TokenKey.privateKey(pem: Secret(pem), id: "a") }
    }
}
