/// Where the front listens and what it allows. Plain values: the defaults belong to the host's settings.
public struct FastCGISettings: Sendable {
    public enum Endpoint: Sendable, Equatable {
        /// A unix socket at `path`, whose file is made with `mode` (0660 lets owner and group connect).
        case unix(path: String, mode: UInt32)
        /// A numeric address or a name, resolved once at start.
        case tcp(host: String, port: UInt16)
    }

    public var endpoint: Endpoint
    /// Connections that the kernel may keep ready to be accepted (listen(2)).
    public var backlog: Int
    /// Connections served at once, idle ones included; a request on one more is answered 503.
    public var maxConnections: Int
    /// Largest total of names and values of a request's parameters, headers among them; beyond it 431.
    public var maxParameterBytes: Int
    /// Largest body; beyond it 413.
    public var maxBodyBytes: Int
    /// How long a request may take to arrive, counted from its first byte; beyond it 408.
    public var readTimeout: Duration
    /// How long a response may wait for its reader to take some more of it; beyond it the connection is closed.
    public var writeTimeout: Duration
    /// How long idle connections stay open when the front drains.
    public var drainGrace: Duration

    public init(
        endpoint: Endpoint, backlog: Int, maxConnections: Int, maxParameterBytes: Int, maxBodyBytes: Int,
        readTimeout: Duration, writeTimeout: Duration, drainGrace: Duration
    ) {
        self.endpoint = endpoint
        self.backlog = backlog
        self.maxConnections = maxConnections
        self.maxParameterBytes = maxParameterBytes
        self.maxBodyBytes = maxBodyBytes
        self.readTimeout = readTimeout
        self.writeTimeout = writeTimeout
        self.drainGrace = drainGrace
    }
}
