/// The signature algorithms that tokens may bear (RFC 7518 §3.1, RFC 8037). There is no other, and no `none`.
public enum JWSAlgorithm: String, Sendable, CaseIterable {
    /// HMAC with SHA-256 under a shared secret.
    case hs256 = "HS256"
    /// RSASSA-PKCS1-v1_5 with SHA-256, under keys of 2048 bits at least.
    case rs256 = "RS256"
    /// ECDSA on P-256 with SHA-256.
    case es256 = "ES256"
    /// Ed25519.
    case edDSA = "EdDSA"
}
