/// Why a program did not run to its end.
public enum ChildError: Error, Equatable, Sendable {
    /// It could not be started; the kernel's reason.
    case notStarted(errno: Int32)
    /// Its time was over; it has been stopped.
    case timedOut
}
