internal import Contracts
internal import HostReactor
internal import Synchronization

extension PostgresConnection {
    /// Sends what `send` queues and receives all that the server answers to it.
    ///
    /// - Parameter deadline: when the statement is cancelled; nil is never.
    /// - Throws: `DatabaseError`; the connection is clean then, or broken, which `reset` will tell.
    func exchange(
        in scope: RequestScope? = nil, until deadline: ContinuousClock.Instant?,
        _ send: (inout Session) throws(DatabaseError) -> Void
    ) async throws(DatabaseError) -> Reply {
        let start = ContinuousClock.now
        defer { scope?.phases.add(start.duration(to: .now), to: .sql) }
        if Task.isCancelled { throw .cancelled }
        if let deadline, deadline <= start { throw .deadlineExceeded }
        let progress = try begin(send)
        guard case .finished(let reply) = try await drive(progress, until: deadline) else { throw .connectionLost }
        if let failure = reply.failure { throw failure }
        return reply
    }

    /// Takes the connection into use and sends what `send` queues, or leaves it as it was.
    func begin(_ send: (inout Session) throws(DatabaseError) -> Void) throws(DatabaseError) -> Session.Progress {
        try session.withLock { session throws(DatabaseError) in
            try session.begin()
            do throws(DatabaseError) {
                try send(&session)
            } catch {
                session.endUnsent(error)
                throw error
            }
            return session.flush()
        }
    }

    /// Goes on, waiting as needed, until the answer is complete or a `COPY` begins.
    func drive(
        _ first: Session.Progress, until deadline: ContinuousClock.Instant?
    ) async throws(DatabaseError) -> Session.Progress {
        var progress = first
        while let interest = progress.interest {
            do {
                try await watch.wait(for: interest, until: deadline)
            } catch {
                throw await giveUp(after: error)
            }
            progress = session.withLock { $0.advance() }
        }
        return progress
    }
}

extension Session.Progress {
    /// What to wait for; nil when there is nothing to wait for.
    var interest: DescriptorWatch.Interest? {
        switch self {
        case .awaitsInput: .readable
        case .awaitsOutput: [.readable, .writable]
        case .copying, .finished: nil
        }
    }
}
