import Testing

@testable import HostCrypto

@Suite struct PasswordHashTests {
    private static let salt = "AAECAwQFBgcICQoLDA0ODw"
    private static let hash = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"

    @Test func readsWhatItWrites() throws {
        let text = "$scrypt$ln=15,r=8,p=3$\(Self.salt)$\(Self.hash)"
        let parsed = try #require(PasswordHash(text))
        #expect(parsed.parameters == ScryptParameters(logarithmOfN: 15, blockSize: 8, parallelism: 3))
        #expect(parsed.salt == Array(0..<16))
        #expect(parsed.hash == Array(0..<32))
        #expect(parsed.text == text)
    }

    @Test(arguments: [
        "", "$", "$scrypt$", "scrypt$ln=15,r=8,p=3$\(salt)$\(hash)", "$scrypt$ln=15,r=8,p=3$\(salt)$\(hash)$",
        "$argon2id$ln=15,r=8,p=3$\(salt)$\(hash)", "$scrypt$ln=15,r=8$\(salt)$\(hash)", "$scrypt$r=8,ln=15,p=3$\(salt)$\(hash)",
        "$scrypt$ln=15,r=8,p=3,x=1$\(salt)$\(hash)", "$scrypt$ln=015,r=8,p=3$\(salt)$\(hash)",
        "$scrypt$ln=+15,r=8,p=3$\(salt)$\(hash)", "$scrypt$ln=15,r=08,p=3$\(salt)$\(hash)",
        "$scrypt$ln=15,r=8,p=3$$\(hash)", "$scrypt$ln=15,r=8,p=3$\(salt)$", "$scrypt$ln=15,r=8,p=3$\(salt)==$\(hash)",
        "$scrypt$ln=15,r=8,p=3$\(salt)$\(salt)", "$scrypt$ln=15,r=8,p=3$\(hash)$\(hash)",
        "$scrypt$ln=15,r=8,p=3$\(salt)$\(hash) ",
    ])
    func anythingElseIsRefused(text: String) {
        #expect(PasswordHash(text) == nil)
    }

    @Test(arguments: ["ln=31,r=8,p=1", "ln=20,r=32,p=16", "ln=99,r=8,p=1", "ln=15,r=8,p=99", "ln=17,r=8,p=16"])
    func aPlantedHashCannotDemandGigabytes(cost: String) {
        #expect(PasswordHash("$scrypt$\(cost)$\(Self.salt)$\(Self.hash)") == nil)
    }
}
