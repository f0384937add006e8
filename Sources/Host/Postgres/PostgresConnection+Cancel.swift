internal import Contracts
internal import HostReactor
internal import Synchronization

extension PostgresConnection {
    /// How long the server may take to end a statement that was cancelled; beyond, the connection is given up.
    static let recoveryLimit = Duration.seconds(1)

    /// Cancels the statement that runs and reads its answer to the end.
    ///
    /// - Returns: what the statement's user is told.
    func giveUp(after failure: ReadinessError) async -> DatabaseError {
        switch failure {
        case .closed:
            session.withLock { $0.breakDown() }
            return .connectionLost
        case .timedOut:
            await recover()
            return .deadlineExceeded
        case .cancelled:
            await recover()
            return .cancelled
        }
    }

    /// Brings the connection back to rest, or breaks it when that takes too long.
    func recover() async {
        // A cancelled task can wait for nothing; a new one can, as it inherits no cancellation.
        await Task(executorPreference: Reactor.current) {
            let limit = ContinuousClock.now + Self.recoveryLimit
            guard await self.sendCancel(until: limit), await self.drain(until: limit) else {
                return self.session.withLock { $0.breakDown() }
            }
        }.value
    }

    public func cancelRunningStatement() async {
        let isRunning = session.withLock { session in
            session.isCancelRequested = session.phase == .busy
            return session.isCancelRequested
        }
        if isRunning { _ = await sendCancel(until: .now + Self.recoveryLimit) }
    }

    /// - Returns: whether the server has taken notice.
    private func sendCancel(until limit: ContinuousClock.Instant) async -> Bool {
        guard let request = session.withLock({ $0.connection.makeCancelRequest() }) else { return false }
        return (try? await lane.run(until: limit, on: watch.reactor) { request.sendAndWait() }) ?? false
    }

    /// Reads what is still to come of a statement that nobody waits for any more.
    private func drain(until limit: ContinuousClock.Instant) async -> Bool {
        var progress = session.withLock { session in
            session.discardReply()
            return session.advance()
        }
        while let interest = progress.interest {
            guard (try? await watch.wait(for: interest, until: limit)) != nil else { return false }
            progress = session.withLock { $0.advance() }
        }
        return true
    }
}
