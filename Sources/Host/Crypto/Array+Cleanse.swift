internal import COpenSSL

extension [UInt8] {
    /// Overwrites the bytes in a way that the optimiser does not remove (`OPENSSL_cleanse`).
    mutating func cleanse() {
        withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
    }
}
