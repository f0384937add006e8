internal import Contracts

/// Makes and checks the signatures of one key.
protocol SignatureScheme: Sendable {
    var algorithm: JWSAlgorithm { get }
    /// Whether the key is more than the public half of a pair.
    var canSign: Bool { get }

    func sign(_ message: [UInt8]) throws -> [UInt8]

    func isSignature(_ signature: [UInt8], of message: UnsafeBufferPointer<UInt8>) throws(OpenSSLError) -> Bool

    /// The members of the public key (RFC 7517 §4) besides `kid`, `use` and `alg`; nil for a shared secret, which is never shown.
    func publicMembers() throws(OpenSSLError) -> [JSONMember]?
}
