import Contracts
import Testing

@testable import HostCrypto

@Suite struct OpenSSLCryptographyTests {
    private static let hexadecimalKey = String(repeating: "0f", count: 32)

    @Test func hashesTheVectorOfFIPS180() throws {
        let digest = try OpenSSLCryptography(encryptionKey: Secret(Self.hexadecimalKey)).sha256(Array("abc".utf8))
        #expect(digest == [UInt8](hexadecimal: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
    }

    @Test func randomBytesDifferAndHaveTheLengthAskedFor() throws {
        let cryptography = try OpenSSLCryptography(encryptionKey: Secret(Self.hexadecimalKey))
        #expect(cryptography.randomBytes(0).isEmpty)
        #expect(cryptography.randomBytes(33).count == 33)
        #expect(cryptography.randomBytes(32) != cryptography.randomBytes(32))
    }

    @Test func equalityNeedsEveryByteAndTheLength() throws {
        let cryptography = try OpenSSLCryptography(encryptionKey: Secret(Self.hexadecimalKey))
        #expect(cryptography.isEqual([1, 2, 3], [1, 2, 3]))
        #expect(cryptography.isEqual([], []))
        #expect(!cryptography.isEqual([1, 2, 3], [1, 2, 4]))
        #expect(!cryptography.isEqual([1, 2, 3], [1, 2]))
    }

    @Test(arguments: [
        hexadecimalKey, hexadecimalKey.uppercased(), Base64.standard.encode([UInt8](repeating: 15, count: 32)),
        Base64.standard.encode([UInt8](repeating: 15, count: 32)) + "=",
    ])
    func spellingsOfOneKeyOpenEachOthersBoxes(key: String) throws {
        let sealed = try OpenSSLCryptography(encryptionKey: Secret(key)).seal([7], context: "c")
        #expect(try OpenSSLCryptography(encryptionKey: Secret(Self.hexadecimalKey)).open(sealed, context: "c") == [7])
    }

    @Test(arguments: [
        "", "0f", String(repeating: "0f", count: 31), String(repeating: "0g", count: 32), "AA==",
        Base64.standard.encode([UInt8](repeating: 15, count: 31)), Base64.standard.encode([UInt8](repeating: 15, count: 33)),
    ])
    func keysOfAnotherLengthOrSpellingAreRefused(key: String) {
        #expect(throws: CryptographyError.malformedKey) { try OpenSSLCryptography(encryptionKey: Secret(key)) }
    }
}
