internal import CPostgres
internal import Contracts

/// A connection and what its driver keeps of it, moved on step by step by the one task that uses it.
///
/// `PostgresConnection` holds it under a lock, as libpq allows one thread at a time. No step blocks.
struct Session: ~Copyable {
    enum Phase {
        case idle
        /// A task is sending or receiving.
        case busy
        /// The protocol state is unknown or the socket is gone: nothing but closing is left.
        case broken
    }

    /// What the task has to do for the next step.
    enum Progress: Sendable {
        case awaitsInput
        /// The socket's buffer is full. The server may be unable to take more before it is read from.
        case awaitsOutput
        /// A `COPY` has begun.
        case copying
        case finished(Reply)
    }

    var connection: ConnectionHandle
    var statements: StatementCache
    var binding = ParameterBinding()
    var reply = Reply()
    private(set) var phase = Phase.idle
    /// Something was run that may have left settings, locks or listeners behind.
    var mayHaveChanged = false
    /// Another task asked to cancel what runs.
    var isCancelRequested = false

    init(_ connection: consuming ConnectionHandle, statementLimit: Int) {
        self.connection = connection
        statements = StatementCache(limit: statementLimit)
    }

    /// - Throws: `DatabaseError.connectionLost`, or `.server` when another task is using the connection.
    mutating func begin() throws(DatabaseError) {
        switch phase {
        case .idle:
            phase = .busy
            reply = Reply()
        case .busy:
            throw .server(ServerDiagnostic(sqlState: .objectInUse, message: "another task is using the connection"))
        case .broken: throw .connectionLost
        }
    }

    /// Ends the use after sending failed: nothing was sent, unless the connection is lost.
    mutating func endUnsent(_ error: DatabaseError) { phase = error == .connectionLost ? .broken : .idle }

    mutating func breakDown() { phase = .broken }

    /// Closes unless a task is using the connection.
    ///
    /// - Returns: whether the server was told, and will end its session.
    mutating func closeAtRest() -> Bool {
        guard case .idle = phase else { return false }
        close()
        return true
    }

    mutating func close() {
        phase = .broken
        connection.finish()
    }

    /// Sends what is queued; to be called after every send.
    mutating func flush() -> Progress {
        switch connection.flush() {
        case .done: return .awaitsInput
        case .pending: return .awaitsOutput
        case .lost: return finish()
        }
    }

    /// Takes in what has come, sends what is still queued, and collects the results that are complete.
    mutating func advance() -> Progress {
        guard connection.consumeInput() else { return finish() }
        switch collect() {
        case .finished: return finish()
        case .copying: return .copying
        case .awaitsInput: return connection.flush() == .pending ? .awaitsOutput : .awaitsInput
        }
    }

    /// Ends the use; the connection is free for the next.
    mutating func finish() -> Progress {
        var finished = Reply()
        swap(&finished, &reply)
        if connection.isLost {
            phase = .broken
            finished.failure = .connectionLost
        } else if phase == .busy {
            phase = .idle
        }
        if isCancelRequested {
            isCancelRequested = false
            if case .server(let diagnostic)? = finished.failure, diagnostic.sqlState == .queryCanceled {
                finished.failure = .cancelled
            }
        }
        return .finished(finished)
    }
}
