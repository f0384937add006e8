internal import COpenSSL

/// Bytes from OpenSSL's private random generator (`RAND_priv_bytes`).
public enum RandomBytes {
    /// A host whose random generator fails can make no key, salt or token, so it stops rather than answer with less.
    public static func make(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            let isFilled = count == 0 || RAND_priv_bytes(buffer.baseAddress, Int32(count)) == 1
            precondition(isFilled, "RAND_priv_bytes failed: the system has no usable source of randomness")
            initialized = count
        }
    }
}
