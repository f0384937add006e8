public import Contracts

/// A key that signs tokens, verifies them, or both. Its algorithm follows from its kind, so a token cannot choose another.
public struct TokenKey: Sendable {
    /// Shortest shared secret: as long as the digest (RFC 7518 §3.2).
    public static let minSecretBytes = 32

    /// `kid`, by which a token names its key; nil for the one shared secret that tokens do not name.
    public let id: String?
    let scheme: any SignatureScheme
    /// What the JWKS says of it (RFC 7517 §4) besides `kid`, `use` and `alg`; nil for a shared secret.
    let publicMembers: [JSONMember]?

    public var algorithm: JWSAlgorithm { scheme.algorithm }

    /// A secret that the hosts share (HS256). Its text's UTF-8 bytes are the key.
    ///
    /// - Throws: `TokenKeyError.secretTooShort` below 32 bytes.
    public static func shared(_ secret: Secret, id: String? = nil) throws -> TokenKey {
        guard secret.byteCount >= minSecretBytes else { throw TokenKeyError.secretTooShort(minBytes: minSecretBytes) }
        return try TokenKey(id: id, scheme: HMACScheme(secret: secret))
    }

    /// A key pair that signs and verifies: Ed25519, P-256 or RSA of at least 2048 bits, in unencrypted PEM.
    public static func privateKey(pem: Secret, id: String) throws -> TokenKey {
        try TokenKey(id: id, scheme: PublicKeyScheme(try KeyHandle.privateKey(pem: pem), canSign: true))
    }

    /// The public half of such a pair, which verifies alone: that of a key which has been rotated out.
    public static func publicKey(pem: String, id: String) throws -> TokenKey {
        try TokenKey(id: id, scheme: PublicKeyScheme(try KeyHandle.publicKey(pem: pem), canSign: false))
    }

    private init(id: String?, scheme: any SignatureScheme) throws {
        self.id = id
        self.scheme = scheme
        publicMembers = try scheme.publicMembers()
    }
}

/// Why keys for tokens cannot be used; the host then does not start.
public enum TokenKeyError: Error, Equatable, Sendable {
    case secretTooShort(minBytes: Int)
    /// Neither Ed25519, nor P-256, nor RSA of at least 2048 bits.
    case unsupportedKey
    /// The key that is to sign has no private half.
    case cannotSign
    /// Two keys bear the same `kid`, or both none.
    case repeatedKeyID(String?)
}
