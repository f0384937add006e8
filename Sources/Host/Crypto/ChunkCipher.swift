/// Seals a long text in chunks under a key that is used for this one text alone (AES-256-GCM, after the STREAM construction of Hoang,
/// Reyhanitabar, Rogaway and Vizár): a chunk's nonce is its number and whether it is the last, so that chunks which were changed, left
/// out, repeated, put in another order or cut off at the end do not open.
public struct ChunkCipher: Sendable {
    public static let keyLength = CipherHandle.keyLength
    public static let tagLength = CipherHandle.tagLength

    private let key: [UInt8]
    /// Bound to each chunk.
    private let header: [UInt8]

    public init(key: [UInt8], header: [UInt8]) throws {
        guard key.count == Self.keyLength else { throw CryptographyError.malformedKey }
        self.key = key
        self.header = header
    }

    /// - Returns: the ciphertext followed by its tag.
    public func seal(_ chunk: [UInt8], number: UInt32, isLast: Bool) throws -> [UInt8] {
        try CipherHandle.encrypt(chunk, key: key, nonce: Self.nonce(number, isLast), associatedData: header)
    }

    /// - Returns: nil when it is not the chunk of that number and place, or the key is another.
    public func open(_ sealed: ArraySlice<UInt8>, number: UInt32, isLast: Bool) throws -> [UInt8]? {
        guard sealed.count >= Self.tagLength else { return nil }
        return try CipherHandle.decrypt(sealed, key: key, nonce: Self.nonce(number, isLast), associatedData: header)
    }

    /// The key of one text, made of one for many and a salt (HMAC-SHA-256).
    public static func key(of root: [UInt8], salt: [UInt8]) throws -> [UInt8] {
        let mac = try MACHandle.keyed(root)
        let tag: Result<[UInt8], OpenSSLError> = salt.withUnsafeBufferPointer { bytes in
            Result { () throws(OpenSSLError) in try mac.tag(of: bytes) }
        }
        return try tag.get()
    }

    /// Seven zeros, the number as a big-endian integer of four bytes, and 1 for the last chunk.
    private static func nonce(_ number: UInt32, _ isLast: Bool) -> [UInt8] {
        [UInt8](repeating: 0, count: 7) + (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } + [isLast ? 1 : 0]
    }
}
