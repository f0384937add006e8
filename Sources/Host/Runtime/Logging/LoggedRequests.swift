/// Which requests get a line in the log.
public enum LoggedRequests: String, Sendable, CaseIterable {
    case all
    /// Those answered with 500 and above.
    case errors
    case none
}
