/// Signs documents, so that whoever has the public key can tell that this installation wrote them (Ed25519, RFC 8032).
public protocol DocumentSigner: Sendable {
    /// 32 bytes.
    var publicKey: [UInt8] { get }

    /// - Returns: 64 bytes.
    func sign(_ document: [UInt8]) throws -> [UInt8]

    func isSignature(_ signature: [UInt8], of document: [UInt8]) throws -> Bool
}
