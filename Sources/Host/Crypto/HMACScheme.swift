internal import Contracts

/// HS256 under a secret that the hosts share.
final class HMACScheme: SignatureScheme {
    let algorithm = JWSAlgorithm.hs256
    let canSign = true
    private let mac: ReadOnly<MACHandle>

    init(secret: Secret) throws(OpenSSLError) {
        var key = Array(secret.reveal().utf8)
        defer { key.cleanse() }
        mac = ReadOnly(try MACHandle.keyed(key))
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        let tag: Result<[UInt8], OpenSSLError> = message.withUnsafeBufferPointer { bytes in
            Result { () throws(OpenSSLError) in try mac.handle.tag(of: bytes) }
        }
        return try tag.get()
    }

    func isSignature(_ signature: [UInt8], of message: UnsafeBufferPointer<UInt8>) throws(OpenSSLError) -> Bool {
        ConstantTimeEquality.holds(signature, try mac.handle.tag(of: message))
    }

    func publicMembers() -> [JSONMember]? { nil }
}
