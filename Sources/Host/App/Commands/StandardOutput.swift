import Glibc

/// The result of a command that tells how far it is, or is too large to be printed at once: every piece is out at once, wherever it goes.
enum StandardOutput {
    struct Closed: Error, CustomStringConvertible {
        var description: String { "standard output was closed" }
    }

    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    static func write(_ text: String, terminator: String = "\n") {
        let bytes = Array((text + terminator).utf8)
        _ = Glibc.write(STDOUT_FILENO, bytes, bytes.count)
    }

    /// All of `bytes`, however long its reader takes.
    ///
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
