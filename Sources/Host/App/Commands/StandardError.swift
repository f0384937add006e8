import Glibc

/// What a command has to say besides its result.
enum StandardError {
    static func write(_ line: String) { fputs(line + "\n", stderr) }
}
