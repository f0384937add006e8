internal import COpenSSL

/// Owns one `ECDSA_SIG`, the pair (r, s), to carry it between DER and the fixed-width form of JWS (RFC 7518 §3.4).
struct ECDSASignatureHandle: ~Copyable {
    /// Bytes of r, and of s, on P-256.
    static let width = 32

    private let raw: OpaquePointer

    private init(owning raw: OpaquePointer) { self.raw = raw }
    deinit { ECDSA_SIG_free(raw) }

    static func decode(der: [UInt8]) throws(OpenSSLError) -> ECDSASignatureHandle {
        let raw = der.withUnsafeBufferPointer { bytes in
            var at = bytes.baseAddress
            return d2i_ECDSA_SIG(nil, &at, bytes.count)
        }
        guard let raw else { throw .drain("d2i_ECDSA_SIG") }
        return ECDSASignatureHandle(owning: raw)
    }

    /// - Returns: nil unless `concatenated` is r and s of `width` bytes each.
    static func decode(concatenated: [UInt8]) throws(OpenSSLError) -> ECDSASignatureHandle? {
        guard concatenated.count == 2 * width else { return nil }
        guard let raw = ECDSA_SIG_new() else { throw .drain("ECDSA_SIG_new") }
        let handle = ECDSASignatureHandle(owning: raw)
        let (r, s) = concatenated.withUnsafeBufferPointer { bytes in
            (BN_bin2bn(bytes.baseAddress, Int32(width), nil), BN_bin2bn(bytes.baseAddress.map { $0 + width }, Int32(width), nil))
        }
        // Succeeding, it owns both numbers; it fails for nil alone.
        guard ECDSA_SIG_set0(handle.raw, r, s) == 1 else {
            BN_free(r)
            BN_free(s)
            throw .drain("ECDSA_SIG_set0")
        }
        return handle
    }

    func concatenated() throws(OpenSSLError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 2 * Self.width)
        let isWritten = bytes.withUnsafeMutableBufferPointer { buffer in
            let width = Int32(Self.width)
            return BN_bn2binpad(ECDSA_SIG_get0_r(raw), buffer.baseAddress, width) == width
                && BN_bn2binpad(ECDSA_SIG_get0_s(raw), buffer.baseAddress.map { $0 + Self.width }, width) == width
        }
        guard isWritten else { throw .drain("BN_bn2binpad") }
        return bytes
    }

    func der() throws(OpenSSLError) -> [UInt8] {
        let length = i2d_ECDSA_SIG(raw, nil)
        guard length > 0 else { throw .drain("i2d_ECDSA_SIG") }
        return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            var at = buffer.baseAddress
            count = Int(i2d_ECDSA_SIG(raw, &at))
        }
    }
}
