internal import COpenSSL

/// Owns one `BIGNUM`.
struct BigNumberHandle: ~Copyable {
    private let raw: OpaquePointer

    init(owning raw: OpaquePointer) { self.raw = raw }
    deinit { BN_free(raw) }

    /// The number big-endian, without leading zeros or padded to `width` bytes.
    func bytes(width: Int?) throws(OpenSSLError) -> [UInt8] {
        let length = width ?? Int(BN_num_bits(raw) + 7) / 8
        var bytes = [UInt8](repeating: 0, count: length)
        guard BN_bn2binpad(raw, &bytes, Int32(length)) == Int32(length) else { throw .drain("BN_bn2binpad") }
        return bytes
    }
}
