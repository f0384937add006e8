internal import Glibc

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

extension FastCGIError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .addressInUse(let address): "another process listens on \(address)"
        case .notASocket(let path): "\(path) exists and is no socket"
        case .pathTooLong(let path): "the socket's path is too long: \(path)"
        case .unknownHost(let host): "the host name \(host) has no address"
        case .system(let call, let code): "the socket cannot be made: \(call) failed: \(String(cString: strerror(code)))"
        }
    }
}
