internal import Contracts
internal import HostReactor
internal import Synchronization

/// The notifications that arrive on a connection of its own, as a sequence for one task.
///
/// It ends by throwing: `DatabaseError.connectionLost` when the server is gone, which an occasional sign of life finds out even when the
/// network swallows everything, and `.cancelled` when the task is. What was sent between two listeners is lost: whoever listens reads the
/// state anew after beginning.
public struct NotificationListener: AsyncSequence, Sendable {
    private let connection: PostgresConnection
    private let heartbeat: Duration

    init(_ connection: PostgresConnection, heartbeat: Duration) {
        self.connection = connection
        self.heartbeat = heartbeat
    }

    public func makeAsyncIterator() -> Iterator { Iterator(connection: connection, heartbeat: heartbeat) }

    /// Closes the connection; whoever waits for a notification gets `DatabaseError.connectionLost`.
    public func close() async { await connection.close() }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let connection: PostgresConnection
        fileprivate let heartbeat: Duration

        public func next() async throws -> PostgresNotification? { try await next(isolation: nil) }

        public func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> PostgresNotification? {
            while true {
                if let notification = try connection.takeNotification() { return notification }
                guard try await connection.awaitInput(until: .now + heartbeat) else {
                    guard await connection.ping(deadline: .now + heartbeat) else { throw DatabaseError.connectionLost }
                    continue
                }
            }
        }
    }
}

extension PostgresConnection {
    /// The next notification that has arrived, nil when none has.
    fileprivate func takeNotification() throws(DatabaseError) -> PostgresNotification? {
        try session.withLock { session throws(DatabaseError) in
            guard session.phase != .broken else { throw .connectionLost }
            if let notification = session.connection.nextNotification() { return notification }
            guard session.connection.consumeInput() else {
                session.breakDown()
                throw .connectionLost
            }
            return session.connection.nextNotification()
        }
    }

    /// - Returns: false when nothing came until `limit`.
    fileprivate func awaitInput(until limit: ContinuousClock.Instant) async throws(DatabaseError) -> Bool {
        do {
            try await watch.wait(for: .readable, until: limit)
            return true
        } catch {
            switch error {
            case .timedOut: return false
            case .cancelled: throw .cancelled
            case .closed: throw .connectionLost
            }
        }
    }
}
