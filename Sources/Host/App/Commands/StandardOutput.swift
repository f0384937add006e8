import Glibc

/// The result of a command that tells how far it is: every line is out at once, wherever it goes.
enum StandardOutput {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    static func write(_ text: String, terminator: String = "\n") {
        let bytes = Array((text + terminator).utf8)
        _ = Glibc.write(STDOUT_FILENO, bytes, bytes.count)
    }
}
