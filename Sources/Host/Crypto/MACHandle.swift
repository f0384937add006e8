internal import COpenSSL

/// Owns one `EVP_MAC_CTX`: HMAC with SHA-256 (RFC 2104) under one key.
struct MACHandle: ~Copyable {
    /// Bytes of a tag.
    static let tagLength = 32

    private let raw: OpaquePointer

    private init(owning raw: OpaquePointer) { self.raw = raw }
    deinit { EVP_MAC_CTX_free(raw) }

    /// A context that has taken in the key, to be duplicated for each message: the key's own two blocks are hashed once.
    static func keyed(_ key: [UInt8]) throws(OpenSSLError) -> MACHandle {
        guard let algorithm = EVP_MAC_fetch(nil, "HMAC", nil) else { throw .drain("EVP_MAC_fetch") }
        defer { EVP_MAC_free(algorithm) }
        guard let raw = EVP_MAC_CTX_new(algorithm) else { throw .drain("EVP_MAC_CTX_new") }
        let handle = MACHandle(owning: raw)
        var digest = Array("SHA256".utf8CString)
        let isReady = digest.withUnsafeMutableBufferPointer { name in
            let parameters = [
                OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.baseAddress, 0), OSSL_PARAM_construct_end(),
            ]
            return EVP_MAC_init(handle.raw, key, key.count, parameters) == 1
        }
        guard isReady else { throw .drain("EVP_MAC_init") }
        return handle
    }

    /// The tag of `message`, which leaves this context as it was.
    func tag(of message: UnsafeBufferPointer<UInt8>) throws(OpenSSLError) -> [UInt8] {
        guard let copy = EVP_MAC_CTX_dup(raw) else { throw .drain("EVP_MAC_CTX_dup") }
        let context = MACHandle(owning: copy)
        guard EVP_MAC_update(context.raw, message.baseAddress, message.count) == 1 else { throw .drain("EVP_MAC_update") }
        var tag = [UInt8](repeating: 0, count: Self.tagLength)
        var length = 0
        guard EVP_MAC_final(context.raw, &tag, &length, tag.count) == 1, length == tag.count else {
            throw .drain("EVP_MAC_final")
        }
        return tag
    }
}
