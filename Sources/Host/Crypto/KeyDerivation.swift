/// HKDF with SHA-256 (RFC 5869): keys of their own for purposes of their own, all from one.
enum KeyDerivation {
    /// - Parameters:
    ///   - key: what the derived bytes are as secret as.
    ///   - info: what they are for; others for every other purpose.
    ///   - count: up to 255 digests' length.
    static func expand(_ key: [UInt8], salt: [UInt8] = [], info: [UInt8], count: Int) throws(OpenSSLError) -> [UInt8] {
        precondition(count <= 255 * MACHandle.tagLength, "HKDF gives no more")
        let salt = salt.isEmpty ? [UInt8](repeating: 0, count: MACHandle.tagLength) : salt
        var extracted = try tag(key, under: salt)
        defer { extracted.cleanse() }
        var block: [UInt8] = []
        var derived: [UInt8] = []
        var counter: UInt8 = 0
        while derived.count < count {
            counter += 1
            block = try tag(block + info + [counter], under: extracted)
            derived += block
        }
        return Array(derived.prefix(count))
    }

    private static func tag(_ message: [UInt8], under key: [UInt8]) throws(OpenSSLError) -> [UInt8] {
        let mac = try MACHandle.keyed(key)
        var outcome: Result<[UInt8], OpenSSLError> = .success([])
        message.withUnsafeBufferPointer { bytes in
            do throws(OpenSSLError) { outcome = .success(try mac.tag(of: bytes)) } catch { outcome = .failure(error) }
        }
        return try outcome.get()
    }
}
