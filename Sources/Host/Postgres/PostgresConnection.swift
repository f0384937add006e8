internal import CPostgres
public import Contracts
internal import HostReactor
internal import Synchronization

/// A connection over non-blocking libpq. One task at a time uses it, on any reactor; the socket's watch follows it there.
public final class PostgresConnection: PooledConnection {
    /// libpq allows one thread at a time at a connection. The lock is held for single steps, none of which blocks.
    let session: Mutex<Session>
    let watch: SocketWatch
    /// Where requests to cancel are sent from: they block.
    let lane: BlockingLane
    /// Whether it was looked for among several hosts as the one that takes writes.
    let mustTakeWrites: Bool

    init(_ session: consuming sending Session, watch: SocketWatch, lane: BlockingLane, mustTakeWrites: Bool) {
        self.session = Mutex(session)
        self.watch = watch
        self.lane = lane
        self.mustTakeWrites = mustTakeWrites
    }

    public var affinity: Int? { watch.reactor.index }

    public func onHangUp(_ action: @escaping @Sendable () -> Void) { watch.onHangUp(action) }

    public func query(_ statement: SQL) async throws -> RowSet {
        let scope = RequestScope.current
        let rows = try await run(1, [statement], in: scope) { session throws(DatabaseError) in try session.send(statement) }
        return RowSet(rows[0])
    }

    public func pipeline(_ statements: [SQL]) async throws -> [RowSet] {
        guard !statements.isEmpty else { return [] }
        let scope = RequestScope.current
        let rows = try await run(statements.count, statements, in: scope) { session throws(DatabaseError) in
            try session.sendPipeline(statements)
        }
        return rows.map(RowSet.init)
    }

    public func execute(script: String) async throws {
        let scope = RequestScope.current
        _ = try await exchange(in: scope, until: scope?.deadline) { session throws(DatabaseError) in
            try session.sendScript(script)
        }
    }

    /// How long the server may take to end its session.
    private static let farewellLimit = Duration.seconds(1)

    /// Returns when the server has ended its session, too: until then it counts among the server's connections.
    public func close() async {
        let isAtRest = session.withLock { $0.closeAtRest() }
        if isAtRest {
            // The watch has a descriptor of its own, on which the server's end of the connection can be seen to close.
            try? await watch.wait(for: .readable, until: .now + Self.farewellLimit)
        }
        // Whoever waits for the server learns of it and leaves the session alone.
        watch.end()
        session.withLock { $0.close() }
    }

    /// Runs what `send` sends, which are `count` statements, and returns a result for each.
    ///
    /// A statement that was prepared before a migration may no longer fit its tables. Such a refusal costs nothing but the round trip
    /// as long as no transaction is open: the statement is prepared anew and sent once more.
    private func run(
        _ count: Int, _ statements: @autoclosure () -> [SQL], in scope: RequestScope?,
        _ send: (inout Session) throws(DatabaseError) -> Void
    ) async throws(DatabaseError) -> [PostgresRows] {
        var reply: Reply
        do {
            reply = try await exchange(in: scope, until: scope?.deadline, send)
        } catch {
            guard session.withLock({ $0.canRepeat(statements(), after: error) }) else { throw error }
            reply = try await exchange(in: scope, until: scope?.deadline, send)
        }
        guard reply.rows.count == count else { throw .connectionLost }
        return reply.rows
    }
}
