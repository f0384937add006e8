internal import COpenSSL

/// Owns one `EVP_MD_CTX`: a digest, or a signature over one, in the making.
struct DigestHandle: ~Copyable {
    let raw: OpaquePointer

    private init(owning raw: OpaquePointer) { self.raw = raw }
    deinit { EVP_MD_CTX_free(raw) }

    static func make() throws(OpenSSLError) -> DigestHandle {
        guard let raw = EVP_MD_CTX_new() else { throw .drain("EVP_MD_CTX_new") }
        return DigestHandle(owning: raw)
    }

    /// The SHA-256 digest of `bytes` (FIPS 180-4), 32 bytes. OpenSSL can fail it for want of memory alone.
    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
            let isDone = EVP_Digest(bytes, bytes.count, digest.baseAddress, nil, EVP_sha256(), nil) == 1
            precondition(isDone, "EVP_Digest failed: out of memory")
            count = 32
        }
    }
}
