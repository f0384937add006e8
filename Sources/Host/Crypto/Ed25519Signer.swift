internal import Contracts

/// A `DocumentSigner` over OpenSSL's Ed25519.
final class Ed25519Signer: DocumentSigner {
    static let seedLength = 32
    private static let signatureLength = 64

    let publicKey: [UInt8]
    private let key: ReadOnly<KeyHandle>

    /// - Parameter seed: the private key, 32 bytes (RFC 8032 §5.1.5).
    init(seed: [UInt8]) throws(OpenSSLError) {
        let handle = try KeyHandle.ed25519(seed: seed)
        publicKey = try handle.rawPublicKey()
        key = ReadOnly(handle)
    }

    func sign(_ document: [UInt8]) throws -> [UInt8] { try key.handle.sign(document, digest: nil) }

    func isSignature(_ signature: [UInt8], of document: [UInt8]) throws -> Bool {
        guard signature.count == Self.signatureLength else { return false }
        return try document.withUnsafeBufferPointer { try key.handle.isSignature(signature, of: $0, digest: nil) }
    }
}
