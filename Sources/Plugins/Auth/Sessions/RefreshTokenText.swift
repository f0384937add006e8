internal import Contracts

/// A refresh token: 256 random bits for the client, and their hash for the registry.
struct RefreshTokenText: Sendable {
    /// What the client gets, in base64url.
    let text: String
    /// What the registry keeps. The token is random, so a plain SHA-256 is as good as a slow hash.
    let hash: [UInt8]

    static func random(_ cryptography: any Cryptography) -> RefreshTokenText {
        RefreshTokenText(TextEncoding.base64URL(cryptography.randomBytes(32)), cryptography)
    }

    /// A token as a client sent it, whatever it is.
    init(_ text: String, _ cryptography: any Cryptography) {
        self.text = text
        hash = cryptography.sha256(Array(text.utf8))
    }
}
