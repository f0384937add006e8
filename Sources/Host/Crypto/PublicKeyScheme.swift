internal import COpenSSL
internal import Contracts

/// EdDSA, ES256 or RS256, as the key's kind has it.
final class PublicKeyScheme: SignatureScheme {
    let algorithm: JWSAlgorithm
    let canSign: Bool
    private let key: ReadOnly<KeyHandle>

    init(_ key: consuming KeyHandle, canSign: Bool) throws {
        guard let algorithm = key.algorithm else { throw TokenKeyError.unsupportedKey }
        self.algorithm = algorithm
        self.canSign = canSign
        self.key = ReadOnly(key)
    }

    func sign(_ message: [UInt8]) throws -> [UInt8] {
        let signature = try key.handle.sign(message, digest: digest)
        guard algorithm == .es256 else { return signature }
        return try ECDSASignatureHandle.decode(der: signature).concatenated()
    }

    func isSignature(_ signature: [UInt8], of message: UnsafeBufferPointer<UInt8>) throws(OpenSSLError) -> Bool {
        guard algorithm == .es256 else { return try key.handle.isSignature(signature, of: message, digest: digest) }
        guard let pair = try ECDSASignatureHandle.decode(concatenated: signature) else { return false }
        return try key.handle.isSignature(pair.der(), of: message, digest: digest)
    }

    func publicMembers() throws(OpenSSLError) -> [JSONMember]? {
        switch algorithm {
        case .hs256: nil
        case .rs256:
            [JSONMember("kty", "RSA"), try member("n", OSSL_PKEY_PARAM_RSA_N), try member("e", OSSL_PKEY_PARAM_RSA_E)]
        case .es256:
            [
                JSONMember("kty", "EC"), JSONMember("crv", "P-256"), try member("x", OSSL_PKEY_PARAM_EC_PUB_X, width: 32),
                try member("y", OSSL_PKEY_PARAM_EC_PUB_Y, width: 32),
            ]
        case .edDSA:
            [
                JSONMember("kty", "OKP"), JSONMember("crv", "Ed25519"),
                JSONMember("x", .string(Base64.url.encode(try key.handle.rawPublicKey()))),
            ]
        }
    }

    /// Ed25519 has its digest within.
    private var digest: OpaquePointer? { algorithm == .edDSA ? nil : EVP_sha256() }

    private func member(_ name: String, _ parameter: String, width: Int? = nil) throws(OpenSSLError) -> JSONMember {
        JSONMember(name, .string(Base64.url.encode(try key.handle.number(parameter, width: width))))
    }
}
