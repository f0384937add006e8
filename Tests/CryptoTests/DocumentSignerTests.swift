import Contracts
import Testing

@testable import HostCrypto

@Suite struct DocumentSignerTests {
    private static func signer(key: UInt8 = 1, for purpose: String = "receipts") throws -> any DocumentSigner {
        try OpenSSLCryptography(key: [UInt8](repeating: key, count: 32)).signer(for: purpose)
    }

    /// RFC 8032 §7.1, TEST 2.
    @Test func theVectorOfTheStandardHolds() throws {
        let seed = [UInt8](hexadecimal: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
        let signer = try Ed25519Signer(seed: seed)
        #expect(signer.publicKey == [UInt8](hexadecimal: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
        let signature = [UInt8](
            hexadecimal:
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        )
        #expect(try signer.sign([0x72]) == signature)
    }

    @Test func oneKeyAndPurposeAlwaysSignAlike() throws {
        let signature = try Self.signer().sign([1, 2, 3])
        #expect(try Self.signer().isSignature(signature, of: [1, 2, 3]))
        #expect(try !Self.signer().isSignature(signature, of: [1, 2, 4]))
        #expect(try !Self.signer(key: 2).isSignature(signature, of: [1, 2, 3]))
        #expect(try !Self.signer(for: "archives").isSignature(signature, of: [1, 2, 3]))
        #expect(try !Self.signer().isSignature(Array(signature.dropLast()), of: [1, 2, 3]))
    }
}
