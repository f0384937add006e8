internal import COpenSSL

/// Comparison in a time that depends on the lengths alone, not on where the first difference is (`CRYPTO_memcmp`).
enum ConstantTimeEquality {
    static func holds(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        right.withUnsafeBufferPointer { holds(left, $0) }
    }

    static func holds(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        left.count == right.count && CRYPTO_memcmp(left, right.baseAddress, left.count) == 0
    }
}
