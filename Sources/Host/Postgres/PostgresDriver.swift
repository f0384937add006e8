internal import CPostgres
public import Contracts
public import HostReactor
internal import Synchronization

/// The host's driver: libpq, without a blocking call on a reactor.
public struct PostgresDriver: DatabaseDriver {
    private let reactors: ReactorGroup
    private let lane: BlockingLane
    private let applicationName: String
    private let maxPreparedStatements: Int

    /// - Parameters:
    ///   - lane: where host names are looked up and cancel requests are sent: both block. A lane of its own keeps a server that does
    ///     not answer from holding up other work.
    ///   - applicationName: what `pg_stat_activity` shows.
    ///   - maxPreparedStatements: how many statements a connection keeps prepared.
    public init(
        reactors: ReactorGroup, lane: BlockingLane, applicationName: String = "tenant-manager", maxPreparedStatements: Int = 128
    ) {
        self.reactors = reactors
        self.lane = lane
        self.applicationName = applicationName
        self.maxPreparedStatements = maxPreparedStatements
    }

    public func connect(
        to target: ConnectionTarget, deadline: ContinuousClock.Instant
    ) async throws -> any PooledConnection {
        try await open(target, as: applicationName, deadline: deadline)
    }

    /// Connects and listens on `channels`, whose names are taken as they are.
    ///
    /// - Parameter heartbeat: after how long a silence the server is asked for a sign of life, and how long it has for it.
    /// - Throws: what `connect` throws.
    public func listen(
        to channels: [String], on target: ConnectionTarget, deadline: ContinuousClock.Instant, heartbeat: Duration = .seconds(10)
    ) async throws -> NotificationListener {
        let connection = try await open(target, as: applicationName + Self.listenerSuffix, deadline: deadline)
        for channel in channels { _ = try await connection.query("LISTEN \(identifier: channel)") }
        return NotificationListener(connection, heartbeat: heartbeat)
    }

    /// Tells the sessions that listen from the others in `pg_stat_activity`.
    private static let listenerSuffix = " listener"

    private func open(
        _ target: ConnectionTarget, as applicationName: String, deadline: ContinuousClock.Instant
    ) async throws(DatabaseError) -> PostgresConnection {
        let plan = try ConnectPlan(target, applicationName: applicationName)
        var failure = DatabaseError.connectFailed(.unreachable("no host is given"))
        let endpoints = try await plan.resolved(in: lane, on: reactors.any, until: deadline)
        for (index, endpoint) in endpoints.enumerated() {
            let limit = plan.limit(for: endpoints.count - index, until: deadline)
            do {
                return try await open(plan.keywords(for: endpoint), of: target, until: limit)
            } catch {
                failure = error
                guard error.allowsAnotherHost, ContinuousClock.now < deadline else { break }
            }
        }
        throw failure
    }

    private func open(
        _ keywords: ConnectKeywords, of target: ConnectionTarget, until limit: ContinuousClock.Instant
    ) async throws(DatabaseError) -> PostgresConnection {
        let reactor = reactors.any
        let handle = try await ConnectionHandle.connect(keywords, on: reactor, until: limit)
        let watch = try SocketWatch.begin(duplicating: handle.socket, on: reactor)
        let session = Session(handle, statementLimit: target.usesPreparedStatements ? maxPreparedStatements : 0)
        let connection = PostgresConnection(
            session, watch: watch, lane: lane, mustTakeWrites: target.parameters["target_session_attrs"] == "read-write")
        do {
            try await connection.prove(database: target.database, until: limit)
        } catch {
            await connection.close()
            throw error == .deadlineExceeded ? .connectFailed(.timedOut) : error
        }
        return connection
    }
}

extension DatabaseError {
    /// Whether another host of the list may do better: a host that refused the credentials speaks for all.
    fileprivate var allowsAnotherHost: Bool {
        switch self {
        case .connectFailed(.refused(let reason)): reason == SQLState.cannotConnectNow.rawValue
        case .connectFailed, .connectionLost: true
        default: false
        }
    }
}

extension PostgresConnection {
    /// Asks the server itself which database this is: a pooler or a changed setting in between may lead elsewhere.
    fileprivate func prove(database: String, until deadline: ContinuousClock.Instant) async throws(DatabaseError) {
        let reply = try await exchange(until: deadline) { session throws(DatabaseError) in
            try session.sendUnprepared("SELECT current_database()")
        }
        let answer = reply.rows.first.map { RowSet($0).first?.text(0) }
        let requested = session.withLock { $0.connection.database }
        guard answer == database, requested == database else { throw .wrongDatabase }
    }
}
