/// Why a client program did not do what it was asked for. What it said itself is in the log, as it may quote rows.
public enum DatabaseToolError: Error, Equatable, Sendable {
    /// The program is not installed, or cannot be run.
    case missing(program: String)
    /// It ended by itself and had not succeeded.
    case failed(program: String, status: Int32)
    /// A signal that was not ours ended it.
    case killed(program: String, signal: Int32)
    case timedOut(program: String)
}
