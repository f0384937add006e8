/// Why the front could not start.
public enum FastCGIError: Error, Equatable, Sendable {
    /// Another process listens on the address.
    case addressInUse(String)
    /// The socket's path exists and is no socket; it is left alone.
    case notASocket(path: String)
    /// The path does not fit `sockaddr_un` (107 bytes).
    case pathTooLong(String)
    /// The host name has no address (getaddrinfo).
    case unknownHost(String)
    case system(call: String, errno: Int32)
}
