public import Contracts

/// The host's `Cryptography`, all of it OpenSSL's.
///
/// A sealed box is a version byte, the nonce, the ciphertext and its tag; the version byte and the context are bound to it
/// as associated data. Nonces are random: 96 bits suffice for some 2³² boxes under one key (NIST SP 800-38D §8.3).
public struct OpenSSLCryptography: Cryptography {
    private static let version: UInt8 = 1

    private let key: [UInt8]

    /// - Parameter key: what boxes are sealed with, 32 bytes.
    /// - Throws: `CryptographyError.malformedKey` for any other number of them.
    public init(key: [UInt8]) throws(CryptographyError) {
        guard key.count == CipherHandle.keyLength else { throw .malformedKey }
        self.key = key
    }

    public func randomBytes(_ count: Int) -> [UInt8] { RandomBytes.make(count) }

    public func sha256(_ bytes: [UInt8]) -> [UInt8] { DigestHandle.sha256(bytes) }

    public func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { ConstantTimeEquality.holds(left, right) }

    public func seal(_ plaintext: [UInt8], context: String) throws -> [UInt8] {
        guard plaintext.count <= Self.maxLength else { throw CryptographyError.tooLarge }
        let nonce = RandomBytes.make(CipherHandle.nonceLength)
        let sealed = try CipherHandle.encrypt(plaintext, key: key, nonce: nonce, associatedData: Self.associatedData(context))
        return [Self.version] + nonce + sealed
    }

    public func open(_ sealed: [UInt8], context: String) throws -> [UInt8] {
        guard sealed.count <= Self.maxLength else { throw CryptographyError.tooLarge }
        let contents = 1 + CipherHandle.nonceLength
        guard sealed.count >= contents + CipherHandle.tagLength, sealed[0] == Self.version else {
            throw CryptographyError.notAuthentic
        }
        let plaintext = try CipherHandle.decrypt(
            sealed[contents...], key: key, nonce: Array(sealed[1..<contents]), associatedData: Self.associatedData(context))
        guard let plaintext else { throw CryptographyError.notAuthentic }
        return plaintext
    }

    public func signer(for purpose: String) throws -> any DocumentSigner {
        var seed = try KeyDerivation.expand(
            key, info: Array("tenant-manager signing key: \(purpose)".utf8), count: Ed25519Signer.seedLength)
        defer { seed.cleanse() }
        return try Ed25519Signer(seed: seed)
    }

    public func authenticationCode(of message: [UInt8], context: String) throws -> [UInt8] {
        var own = try KeyDerivation.expand(
            key, info: Array("tenant-manager authentication code: \(context)".utf8), count: MACHandle.tagLength)
        defer { own.cleanse() }
        let mac = try MACHandle.keyed(own)
        let tag: Result<[UInt8], OpenSSLError> = message.withUnsafeBufferPointer { bytes in
            Result { () throws(OpenSSLError) in try mac.tag(of: bytes) }
        }
        return try tag.get()
    }

    /// OpenSSL counts in `int`; the margin is for nonce and tag.
    private static let maxLength = Int(Int32.max) - 64

    private static func associatedData(_ context: String) -> [UInt8] { [version] + Array(context.utf8) }
}
