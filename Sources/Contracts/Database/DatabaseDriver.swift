/// Opens connections. The host has one driver, over libpq; tests bring their own.
public protocol DatabaseDriver: Sendable {
    /// Connects and proves that the connection is in the database it was meant for.
    ///
    /// - Throws: `DatabaseError.connectFailed` or `.wrongDatabase`; nothing is left open then.
    func connect(to target: ConnectionTarget, deadline: ContinuousClock.Instant) async throws -> any PooledConnection
}

/// A connection as the pools keep it.
public protocol PooledConnection: DatabaseConnection {
    /// Whether it is as good as new, so that `reset` has nothing to do. False is always true enough.
    var isPristine: Bool { get }

    /// Makes the connection as good as new, or says that it cannot be used again: after an error inside a transaction, a
    /// broken protocol state, or a lost socket.
    func reset() async -> Bool

    /// Asks the server for a sign of life; false when there is none by `deadline`.
    func ping(deadline: ContinuousClock.Instant) async -> Bool

    /// Cancels the statement that runs, if one does (`PQcancel`); it then fails with `DatabaseError.cancelled`.
    func cancelRunningStatement() async

    /// Closes the connection; returns when its socket is closed. To be called once.
    func close() async

    /// Calls `action` once, from any thread, when the server ends the connection, also while nobody uses it; at once if it already has.
    func onHangUp(_ action: @escaping @Sendable () -> Void)

    /// The reactor that watches the socket just now: a task on the same one uses it without changing threads.
    var affinity: Int? { get }
}

extension PooledConnection {
    public var isPristine: Bool { false }

    public func onHangUp(_ action: @escaping @Sendable () -> Void) {}
}

/// Where and as whom to connect.
public struct ConnectionTarget: Sendable {
    /// The server's name in the registry, for limits and error messages.
    public let server: String
    /// Further libpq keywords: `host`, `port`, `sslmode`, `target_session_attrs`, … (PostgreSQL, "Parameter Key Words").
    public let parameters: [String: String]
    public let database: String
    public let user: String
    public let password: Secret
    /// Off behind a pooler in transaction mode, which hands each transaction another session.
    public let usesPreparedStatements: Bool

    public init(
        server: String, parameters: [String: String], database: String, user: String, password: Secret,
        usesPreparedStatements: Bool = true
    ) {
        self.server = server
        self.parameters = parameters
        self.database = database
        self.user = user
        self.password = password
        self.usesPreparedStatements = usesPreparedStatements
    }
}
