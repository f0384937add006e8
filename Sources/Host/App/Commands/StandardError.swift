import Glibc

/// What a command has to say besides its result.
enum StandardError {
    static func write(_ text: String) {
        let line = Array((text + "\n").utf8)
        _ = Glibc.write(STDERR_FILENO, line, line.count)
    }
}
