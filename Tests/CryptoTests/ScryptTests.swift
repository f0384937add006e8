import Testing

@testable import HostCrypto

@Suite struct ScryptTests {
    /// The first three vectors of RFC 7914 §12.
    @Test(arguments: [
        (
            "", "", 4, 1, 1,
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        ),
        (
            "password", "NaCl", 10, 8, 16,
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        ),
        (
            "pleaseletmein", "SodiumChloride", 14, 8, 1,
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
        ),
    ])
    func matchesTheVectors(password: String, salt: String, ln: Int, r: Int, p: Int, expected: String) throws {
        let parameters = try #require(ScryptParameters(logarithmOfN: ln, blockSize: r, parallelism: p))
        let derived = try Scrypt.derive(Array(password.utf8), salt: Array(salt.utf8), parameters: parameters, length: 64)
        #expect(derived == [UInt8](hexadecimal: expected))
    }

    @Test(arguments: [(15, 8, 3), (17, 8, 1), (16, 8, 2), (14, 8, 5), (13, 8, 10), (1, 1, 1)])
    func recommendedCostsAreAllowed(ln: Int, r: Int, p: Int) {
        #expect(ScryptParameters(logarithmOfN: ln, blockSize: r, parallelism: p) != nil)
    }

    @Test(arguments: [
        (0, 8, 1), (-1, 8, 1), (63, 8, 1), (20, 8, 1), (18, 8, 1), (17, 16, 1), (15, 0, 1), (15, 8, 0), (17, 8, 3), (15, 8, 99),
        (16, 1, 1),
    ])
    func costsBeyondTheBoundsAreRefused(ln: Int, r: Int, p: Int) {
        #expect(ScryptParameters(logarithmOfN: ln, blockSize: r, parallelism: p) == nil)
    }

    @Test func costliestAllowedHashFitsOpenSSLsOwnLimit() throws {
        let parameters = try #require(ScryptParameters(logarithmOfN: 17, blockSize: 8, parallelism: 1))
        #expect(try Scrypt.derive([1], salt: [2], parameters: parameters, length: 32).count == 32)
    }
}
