internal import HTTPTypes

/// Names of header fields that HTTPTypes does not list.
enum FieldNames {
    /// The host name that the client asked for. HTTP/2 carries it as `:authority`; nginx hands both over as `HTTP_HOST`.
    static let host = name("Host")
    static let serverTiming = name("Server-Timing")
    /// `1` asks for `Server-Timing`.
    static let serverTimingWanted = name("X-Server-Timing")

    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("'\(text)' is not a field name") }
        return name
    }
}
