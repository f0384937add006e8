public import Contracts
internal import HostReactor
internal import Synchronization

extension PostgresConnection {
    public func copyIn(_ statement: SQL, from chunks: any AsyncSequence<[UInt8], any Error> & Sendable) async throws -> Int {
        let deadline = RequestScope.current?.deadline
        try await beginCopy(statement, until: deadline)
        do {
            for try await chunk in chunks { try await put(until: deadline) { $0.sendCopyData(chunk) } }
            try await put(until: deadline) { $0.endCopy() }
        } catch {
            await endAbandonedCopy()
            throw error
        }
        return try await finishCopy(until: deadline)
    }

    public func copyOut(_ statement: SQL, to consume: @Sendable ([UInt8]) async throws -> Void) async throws {
        let deadline = RequestScope.current?.deadline
        try await beginCopy(statement, until: deadline)
        do {
            while let chunk = try await nextChunk(until: deadline) { try await consume(chunk) }
        } catch {
            await endAbandonedCopy()
            throw error
        }
        _ = try await finishCopy(until: deadline)
    }

    /// Rows of a `COPY … TO STDOUT` are handed on together up to about this size.
    private static let chunkSize = 64 * 1024

    private func beginCopy(_ statement: SQL, until deadline: ContinuousClock.Instant?) async throws(DatabaseError) {
        if Task.isCancelled { throw .cancelled }
        let progress = try begin { session throws(DatabaseError) in
            session.reply.mode = .copy
            try session.sendUnprepared(statement)
        }
        switch try await drive(progress, until: deadline) {
        case .finished(let reply):
            throw reply.failure ?? .server(ServerDiagnostic(sqlState: .featureNotSupported, message: "the statement is no COPY"))
        case .awaitsInput, .awaitsOutput, .copying: return
        }
    }

    /// Queues a message of `COPY … FROM STDIN` and waits until the socket has taken it, so that no more than one is in memory.
    private func put(
        until deadline: ContinuousClock.Instant?, _ send: (borrowing ConnectionHandle) -> Bool
    ) async throws(DatabaseError) {
        var outcome = session.withLock { send($0.connection) ? $0.connection.flush() : .lost }
        while case .pending = outcome {
            do {
                try await watch.wait(for: [.readable, .writable], until: deadline)
            } catch {
                throw await giveUp(after: error)
            }
            outcome = session.withLock { $0.connection.consumeInput() ? $0.connection.flush() : .lost }
        }
        if case .lost = outcome { throw .connectionLost }
    }

    private func nextChunk(until deadline: ContinuousClock.Instant?) async throws(DatabaseError) -> [UInt8]? {
        while true {
            let (chunk, row) = session.withLock { $0.copyRows(upTo: Self.chunkSize) }
            if !chunk.isEmpty { return chunk }
            if case .ended = row { return nil }
            do {
                try await watch.wait(for: .readable, until: deadline)
            } catch {
                throw await giveUp(after: error)
            }
            guard session.withLock({ $0.connection.consumeInput() }) else { throw .connectionLost }
        }
    }

    private func finishCopy(until deadline: ContinuousClock.Instant?) async throws(DatabaseError) -> Int {
        let progress = session.withLock { session in
            session.reply.mode = .plain
            return session.advance()
        }
        guard case .finished(let reply) = try await drive(progress, until: deadline) else { throw .connectionLost }
        if let failure = reply.failure { throw failure }
        return reply.rows.last?.affectedRows ?? 0
    }

    /// Whoever gave or took the rows has failed. Nothing is left to do when it was the connection that did.
    private func endAbandonedCopy() async {
        let isCopying = session.withLock { session in
            if session.connection.isLost { session.breakDown() }
            return session.phase == .busy
        }
        if isCopying { await recover() }
    }
}
