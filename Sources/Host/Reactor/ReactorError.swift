/// The kernel refused something that a reactor cannot do without.
public enum ReactorError: Error, Equatable, Sendable {
    case system(call: String, errno: Int32)
}

/// Why a wait on a descriptor ended without its being ready.
public enum ReadinessError: Error, Equatable, Sendable {
    case timedOut
    case cancelled
    /// The watch has ended.
    case closed
}
