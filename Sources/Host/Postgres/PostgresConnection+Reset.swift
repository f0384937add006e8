internal import CPostgres
internal import Contracts
internal import HostReactor
internal import Synchronization

extension PostgresConnection {
    public var isPristine: Bool {
        session.withLock { session in
            session.phase == .idle && !session.mayHaveChanged && !session.connection.isLost
                && session.connection.transaction == PQTRANS_IDLE
        }
    }

    public func reset() async -> Bool {
        let (isUsable, script) = session.withLock { session in
            (session.phase == .idle && !session.connection.isLost, session.resetScript)
        }
        guard isUsable, let script else { return isUsable }
        // The task that gives a connection back is often a cancelled one; the round trip needs one that is not.
        return await Task(executorPreference: Reactor.current) {
            let limit = ContinuousClock.now + Self.recoveryLimit
            for command in script {
                let reply = try? await self.exchange(until: limit) { session throws(DatabaseError) in
                    try session.sendScript(command)
                }
                guard reply != nil else { return false }
            }
            return self.session.withLock { $0.settleReset() }
        }.value
    }

    public func ping(deadline: ContinuousClock.Instant) async -> Bool {
        let reply = try? await exchange(until: deadline) { session throws(DatabaseError) in try session.sendPing() }
        // With its answer the server tells whether it has become a standby.
        return reply != nil && !(mustTakeWrites && session.withLock { $0.connection.isReadOnly })
    }
}

extension Session {
    /// What makes the session as good as new; nil in the usual case, when there is nothing to undo.
    ///
    /// `DISCARD ALL` would lose the prepared statements, so its other parts are spelt out.
    var resetScript: [String]? {
        let rollback = connection.transaction == PQTRANS_IDLE ? [] : ["ROLLBACK"]
        let restore =
            mayHaveChanged
            ? [
                "CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all();"
                    + " DISCARD TEMP; DISCARD SEQUENCES"
            ] : []
        let script = rollback + restore
        return script.isEmpty ? nil : script
    }

    /// - Returns: whether the session is idle now.
    mutating func settleReset() -> Bool {
        mayHaveChanged = false
        return connection.transaction == PQTRANS_IDLE
    }

    /// An empty query, which the server answers without planning anything.
    mutating func sendPing() throws(DatabaseError) {
        guard connection.sendScript("") else { throw .connectionLost }
    }
}
