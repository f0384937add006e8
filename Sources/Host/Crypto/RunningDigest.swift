internal import COpenSSL

/// A SHA-256 digest of what comes piece by piece (FIPS 180-4).
public struct RunningDigest: ~Copyable {
    private let handle: DigestHandle

    private init(owning handle: consuming DigestHandle) { self.handle = handle }

    /// - Throws: `OpenSSLError`.
    public static func begin() throws -> RunningDigest {
        let handle = try DigestHandle.make()
        guard EVP_DigestInit_ex(handle.raw, EVP_sha256(), nil) == 1 else { throw OpenSSLError.drain("EVP_DigestInit_ex") }
        return RunningDigest(owning: handle)
    }

    public func update(_ bytes: [UInt8]) throws {
        guard EVP_DigestUpdate(handle.raw, bytes, bytes.count) == 1 else { throw OpenSSLError.drain("EVP_DigestUpdate") }
    }

    /// - Returns: 32 bytes.
    public consuming func finish() throws -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        guard EVP_DigestFinal_ex(handle.raw, &digest, nil) == 1 else { throw OpenSSLError.drain("EVP_DigestFinal_ex") }
        return digest
    }
}
