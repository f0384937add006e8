internal import COpenSSL
internal import Contracts

/// Owns one `EVP_PKEY`: a private or public key for signatures.
struct KeyHandle: ~Copyable {
    private let raw: OpaquePointer

    private init(owning raw: OpaquePointer) { self.raw = raw }
    deinit { EVP_PKEY_free(raw) }

    /// Reads an unencrypted private key (`PRIVATE KEY`, RFC 7468 §10, or an algorithm's own form).
    static func privateKey(pem: Secret) throws(OpenSSLError) -> KeyHandle {
        var bytes = Array(pem.reveal().utf8)
        defer { bytes.cleanse() }
        return try read(bytes, "PEM_read_bio_PrivateKey") { PEM_read_bio_PrivateKey($0, nil, refusePassphrase, nil) }
    }

    /// Reads a public key (`PUBLIC KEY`, RFC 7468 §13).
    static func publicKey(pem: String) throws(OpenSSLError) -> KeyHandle {
        try read(Array(pem.utf8), "PEM_read_bio_PUBKEY") { PEM_read_bio_PUBKEY($0, nil, refusePassphrase, nil) }
    }

    /// The private key of Ed25519 that these 32 bytes are (RFC 8032 §5.1.5).
    static func ed25519(seed: [UInt8]) throws(OpenSSLError) -> KeyHandle {
        guard let raw = EVP_PKEY_new_raw_private_key_ex(nil, "ED25519", nil, seed, seed.count) else {
            throw .drain("EVP_PKEY_new_raw_private_key_ex")
        }
        return KeyHandle(owning: raw)
    }

    /// The JWS algorithm that this key is for; nil for kinds, curves and lengths that are not supported.
    var algorithm: JWSAlgorithm? {
        if EVP_PKEY_is_a(raw, "ED25519") == 1 { return .edDSA }
        if EVP_PKEY_is_a(raw, "RSA") == 1 { return EVP_PKEY_get_bits(raw) >= 2048 ? .rs256 : nil }
        guard EVP_PKEY_is_a(raw, "EC") == 1 else { return nil }
        var name = [CChar](repeating: 0, count: 64)
        guard EVP_PKEY_get_group_name(raw, &name, name.count, nil) == 1 else { return nil }
        return name.starts(with: "prime256v1".utf8CString) ? .es256 : nil
    }

    /// The signature of `message`, in OpenSSL's own form (DER for ECDSA).
    func sign(_ message: [UInt8], digest: OpaquePointer?) throws(OpenSSLError) -> [UInt8] {
        let context = try DigestHandle.make()
        guard EVP_DigestSignInit(context.raw, nil, digest, nil, raw) == 1 else { throw .drain("EVP_DigestSignInit") }
        var length = 0
        guard EVP_DigestSign(context.raw, nil, &length, message, message.count) == 1 else { throw .drain("EVP_DigestSign") }
        var signature = [UInt8](repeating: 0, count: length)
        guard EVP_DigestSign(context.raw, &signature, &length, message, message.count) == 1 else { throw .drain("EVP_DigestSign") }
        return Array(signature.prefix(length))
    }

    /// Whether `signature`, in OpenSSL's own form, is this key's for `message`.
    func isSignature(
        _ signature: [UInt8], of message: UnsafeBufferPointer<UInt8>, digest: OpaquePointer?
    ) throws(OpenSSLError) -> Bool {
        let context = try DigestHandle.make()
        guard EVP_DigestVerifyInit(context.raw, nil, digest, nil, raw) == 1 else { throw .drain("EVP_DigestVerifyInit") }
        if EVP_DigestVerify(context.raw, signature, signature.count, message.baseAddress, message.count) == 1 { return true }
        _ = OpenSSLError.drain("EVP_DigestVerify")
        return false
    }

    /// The public part of an Ed25519 key, 32 bytes (RFC 8032 §5.1.5).
    func rawPublicKey() throws(OpenSSLError) -> [UInt8] {
        var length = 32
        var bytes = [UInt8](repeating: 0, count: length)
        guard EVP_PKEY_get_raw_public_key(raw, &bytes, &length) == 1 else { throw .drain("EVP_PKEY_get_raw_public_key") }
        return Array(bytes.prefix(length))
    }

    /// A number of the public key, big-endian, without leading zeros or padded to `width` bytes.
    func number(_ parameter: String, width: Int? = nil) throws(OpenSSLError) -> [UInt8] {
        var pointer: OpaquePointer?
        guard EVP_PKEY_get_bn_param(raw, parameter, &pointer) == 1, let pointer else { throw .drain("EVP_PKEY_get_bn_param") }
        return try BigNumberHandle(owning: pointer).bytes(width: width)
    }

    private static func read(
        _ pem: [UInt8], _ call: StaticString, _ read: (OpaquePointer) -> OpaquePointer?
    ) throws(OpenSSLError) -> KeyHandle {
        let key = pem.withUnsafeBytes { bytes -> OpaquePointer? in
            guard let input = BIO_new_mem_buf(bytes.baseAddress, Int32(clamping: bytes.count)) else { return nil }
            defer { BIO_free(input) }
            return read(input)
        }
        guard let key else { throw .drain(call) }
        return KeyHandle(owning: key)
    }
}

/// Answers OpenSSL's wish for a passphrase, for which it would otherwise ask on the terminal.
private func refusePassphrase(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int32, _ writing: Int32, _ context: UnsafeMutableRawPointer?
) -> Int32 { -1 }
