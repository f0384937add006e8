import Contracts
import FoundationEssentials

/// The password of a tenant's database role: 256 random bits, made here and never seen by a person.
struct RolePassword: Sendable {
    let secret: Secret
    let cryptography: any Cryptography

    static func random(_ cryptography: any Cryptography) -> RolePassword {
        RolePassword(secret: Secret(TextEncoding.base64URL(cryptography.randomBytes(32))), cryptography: cryptography)
    }

    /// What PostgreSQL keeps of it (RFC 5803, "SCRAM-SHA-256$…"), so that the server, its log and its activity view never see the
    /// password itself.
    ///
    /// One iteration: more would slow down only the guessing of weak passwords, and every connection would pay for it.
    func scramVerifier() -> String {
        let salt = cryptography.randomBytes(16)
        let salted = hmac(Array(secret.reveal().utf8), salt + [0, 0, 0, 1])
        let storedKey = cryptography.sha256(hmac(salted, Array("Client Key".utf8)))
        let serverKey = hmac(salted, Array("Server Key".utf8))
        return "SCRAM-SHA-256$1:\(base64(salt))$\(base64(storedKey)):\(base64(serverKey))"
    }

    /// HMAC-SHA-256 (RFC 2104 §2) for keys of at most one block.
    private func hmac(_ key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        let block = key + [UInt8](repeating: 0, count: 64 - key.count)
        return cryptography.sha256(block.map { $0 ^ 0x5C } + cryptography.sha256(block.map { $0 ^ 0x36 } + message))
    }

    private func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
