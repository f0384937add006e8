import Contracts
import Testing

@testable import HostCrypto

@Suite struct JWKSetTests {
    private static func members(_ key: TokenKey) throws -> [JSONMember] {
        guard case .object(let set) = try TokenForge.signer(key).publicKeys(), case .array(let keys)? = set["keys"],
            case .object(let key)? = keys.first
        else { return [] }
        return key.members
    }

    @Test func aSharedSecretIsNeverShown() throws {
        #expect(try TokenForge.signer(try .shared(TestKeys.secret, id: "a")).publicKeys() == ["keys": []])
    }

    /// RFC 8037 appendix A.2.
    @Test func ed25519HasItsPublicKeyAlone() throws {
        #expect(
            try Self.members(.privateKey(pem: TestKeys.ed25519, id: "a")) == [
                JSONMember("kty", "OKP"), JSONMember("crv", "Ed25519"),
                JSONMember("x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"), JSONMember("kid", "a"), JSONMember("use", "sig"),
                JSONMember("alg", "EdDSA"),
            ])
    }

    @Test func p256HasItsPoint() throws {
        #expect(
            try Self.members(.privateKey(pem: TestKeys.p256, id: "a")) == [
                JSONMember("kty", "EC"), JSONMember("crv", "P-256"),
                JSONMember("x", "mlrYBZ8M9KvS4Y9PXjgw5csst50USuEsr60ZBJpp3Fk"),
                JSONMember("y", "Izk0KXeGhryQXcXMrahjxt03nCNmxaJTxtew_frTTd0"), JSONMember("kid", "a"), JSONMember("use", "sig"),
                JSONMember("alg", "ES256"),
            ])
    }

    @Test func rsaHasModulusAndExponentOfBothHalvesAlike() throws {
        let members = try Self.members(.privateKey(pem: TestKeys.rsa2048, id: "a"))
        #expect(members.map(\.name) == ["kty", "n", "e", "kid", "use", "alg"])
        #expect(members[2] == JSONMember("e", "AQAB"))
        let signer = try TokenForge.signer(
            try .shared(TestKeys.secret), verificationKeys: [try .publicKey(pem: TestKeys.rsa2048Public, id: "a")])
        #expect(signer.publicKeys() == ["keys": [.object(JSONObject(members))]])
    }
}
