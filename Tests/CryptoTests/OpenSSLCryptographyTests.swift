import Contracts
import Testing

@testable import HostCrypto

@Suite struct OpenSSLCryptographyTests {
    private static let key = [UInt8](repeating: 15, count: 32)

    @Test func hashesTheVectorOfFIPS180() throws {
        let digest = try OpenSSLCryptography(key: Self.key).sha256(Array("abc".utf8))
        #expect(digest == [UInt8](hexadecimal: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
    }

    @Test func randomBytesDifferAndHaveTheLengthAskedFor() throws {
        let cryptography = try OpenSSLCryptography(key: Self.key)
        #expect(cryptography.randomBytes(0).isEmpty)
        #expect(cryptography.randomBytes(33).count == 33)
        #expect(cryptography.randomBytes(32) != cryptography.randomBytes(32))
    }

    @Test func equalityNeedsEveryByteAndTheLength() throws {
        let cryptography = try OpenSSLCryptography(key: Self.key)
        #expect(cryptography.isEqual([1, 2, 3], [1, 2, 3]))
        #expect(cryptography.isEqual([], []))
        #expect(!cryptography.isEqual([1, 2, 3], [1, 2, 4]))
        #expect(!cryptography.isEqual([1, 2, 3], [1, 2]))
    }

    @Test func anAuthenticationCodeTellsKeyContextAndMessageApart() throws {
        let cryptography = try OpenSSLCryptography(key: Self.key)
        let code = try cryptography.authenticationCode(of: [1], context: "a")
        #expect(code.count == 32)
        #expect(try cryptography.authenticationCode(of: [1], context: "a") == code)
        #expect(try cryptography.authenticationCode(of: [2], context: "a") != code)
        #expect(try cryptography.authenticationCode(of: [1], context: "b") != code)
        let other = try OpenSSLCryptography(key: [UInt8](repeating: 16, count: 32))
        #expect(try other.authenticationCode(of: [1], context: "a") != code)
    }

    @Test func aContextDoesNotRunIntoTheMessage() throws {
        let cryptography = try OpenSSLCryptography(key: Self.key)
        let code = try cryptography.authenticationCode(of: Array("b".utf8), context: "a")
        #expect(try cryptography.authenticationCode(of: [], context: "ab") != code)
    }

    @Test(arguments: [0, 16, 31, 33, 64])
    func aKeyOfAnotherLengthIsRefused(length: Int) {
        #expect(throws: CryptographyError.malformedKey) {
            try OpenSSLCryptography(key: [UInt8](repeating: 15, count: length))
        }
    }
}
