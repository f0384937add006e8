import Glibc

/// A result that is too large to be printed at once.
enum StandardOutput {
    struct Closed: Error, CustomStringConvertible {
        var description: String { "standard output was closed" }
    }

    /// - Throws: `Closed`.
    static func write(_ bytes: [UInt8]) throws(Closed) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(STDOUT_FILENO, $0.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Closed() }
            written += count
        }
    }
}
