import Contracts
import Testing

@testable import HostCrypto

@Suite struct SealedBoxTests {
    private let cryptography: OpenSSLCryptography

    init() throws {
        cryptography = try OpenSSLCryptography(key: [UInt8](repeating: 0xA1, count: 32))
    }

    /// Test case 16 of the GCM specification (McGrew and Viega).
    @Test func cipherMatchesTheVector() throws {
        let sealed = try CipherHandle.encrypt(
            [UInt8](
                hexadecimal: """
                    d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
                    1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39
                    """),
            key: [UInt8](hexadecimal: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"),
            nonce: [UInt8](hexadecimal: "cafebabefacedbaddecaf888"),
            associatedData: [UInt8](hexadecimal: "feedfacedeadbeeffeedfacedeadbeefabaddad2"))
        let expected = [UInt8](
            hexadecimal: """
                522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
                8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
                76fc6ece0f4e1768cddf8853bb2d551b
                """)
        #expect(sealed == expected)
    }

    @Test(arguments: [0, 1, 15, 16, 17, 1000])
    func whatWasSealedIsOpened(length: Int) throws {
        let plaintext = RandomBytes.make(length)
        #expect(try cryptography.open(cryptography.seal(plaintext, context: "tenant"), context: "tenant") == plaintext)
    }

    @Test func theSamePlaintextIsNeverSealedAlike() throws {
        #expect(try cryptography.seal([1, 2, 3], context: "c") != cryptography.seal([1, 2, 3], context: "c"))
    }

    @Test func everyFlippedBitIsFound() throws {
        let sealed = try cryptography.seal(Array("password".utf8), context: "tenant")
        for bit in 0..<(sealed.count * 8) {
            var changed = sealed
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: CryptographyError.notAuthentic) { try cryptography.open(changed, context: "tenant") }
        }
    }

    @Test func everyTruncationIsFound() throws {
        let sealed = try cryptography.seal(Array("password".utf8), context: "tenant")
        for length in 0..<sealed.count {
            #expect(throws: CryptographyError.notAuthentic) {
                try cryptography.open(Array(sealed.prefix(length)), context: "tenant")
            }
        }
    }

    @Test(arguments: ["", "tenant-b", "Tenant-a", "tenant-a "])
    func aBoxOfOneContextDoesNotOpenInAnother(context: String) throws {
        let sealed = try cryptography.seal([1], context: "tenant-a")
        #expect(throws: CryptographyError.notAuthentic) { try cryptography.open(sealed, context: context) }
    }

    @Test func aBoxOfAnotherKeyDoesNotOpen() throws {
        let other = try OpenSSLCryptography(key: [UInt8](repeating: 0xA2, count: 32))
        let sealed = try other.seal([1], context: "c")
        #expect(throws: CryptographyError.notAuthentic) { try cryptography.open(sealed, context: "c") }
    }
}
