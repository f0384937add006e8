public import Contracts
internal import Synchronization

/// A connection without a server: statements answer with no rows, or hang until they are cancelled.
public final class MockConnection: PooledConnection {
    private struct State {
        var hangsStatements = false
        var failure: DatabaseError?
        var isReusable = true
        var isAlive = true
        var affinity: Int?
        var running: CheckedContinuation<Void, Never>?
        var onHangUp: (@Sendable () -> Void)?
    }

    public let target: ConnectionTarget
    /// Statements begun.
    public let statements = Tally()
    public let resets = Tally()
    public let pings = Tally()
    public let cancels = Tally()
    public let closes = Tally()

    private let state: Mutex<State>
    private let onClose: @Sendable () -> Void

    public init(target: ConnectionTarget, affinity: Int? = nil, onClose: @escaping @Sendable () -> Void = {}) {
        self.target = target
        self.onClose = onClose
        state = Mutex(State(affinity: affinity))
    }

    public var affinity: Int? { state.withLock { $0.affinity } }

    /// Statements that begin from now on run until `cancelRunningStatement`.
    public func hangStatements() { state.withLock { $0.hangsStatements = true } }

    /// Statements that begin from now on fail.
    public func failStatements(with error: DatabaseError) { state.withLock { $0.failure = error } }

    /// What `reset` will say.
    public func setReusable(_ isReusable: Bool) { state.withLock { $0.isReusable = isReusable } }

    /// What `ping` will say.
    public func setAlive(_ isAlive: Bool) { state.withLock { $0.isAlive = isAlive } }

    public func onHangUp(_ action: @escaping @Sendable () -> Void) { state.withLock { $0.onHangUp = action } }

    /// The server ends the connection.
    public func hangUp() {
        let action = state.withLock { state in
            state.failure = .connectionLost
            return state.onHangUp
        }
        action?()
    }

    public func query(_ statement: SQL) async throws -> RowSet {
        let (hangs, failure) = state.withLock { ($0.hangsStatements, $0.failure) }
        if let failure { throw failure }
        if hangs { try await hang() } else { statements.add() }
        return RowSet(NoRows())
    }

    public func pipeline(_ statements: [SQL]) async throws -> [RowSet] {
        var results: [RowSet] = []
        for statement in statements { results.append(try await query(statement)) }
        return results
    }

    public func execute(script: String) async throws { _ = try await query(SQL(script: script)) }

    public func copyIn(_ statement: SQL, from chunks: any AsyncSequence<[UInt8], any Error> & Sendable) async throws -> Int { 0 }

    public func copyOut(_ statement: SQL, to consume: @Sendable ([UInt8]) async throws -> Void) async throws {}

    public func reset() async -> Bool {
        resets.add()
        return state.withLock { $0.isReusable }
    }

    public func ping(deadline: ContinuousClock.Instant) async -> Bool {
        pings.add()
        return state.withLock { $0.isAlive }
    }

    public func cancelRunningStatement() async {
        let running = state.withLock { state in
            defer { state.running = nil }
            return state.running
        }
        running?.resume()
        cancels.add()
    }

    public func close() async {
        onClose()
        closes.add()
    }

    private func hang() async throws {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { $0.running = continuation }
                statements.add()
                if Task.isCancelled { interrupt() }
            }
        } onCancel: {
            interrupt()
        }
        throw DatabaseError.cancelled
    }

    private func interrupt() {
        let running = state.withLock { state in
            defer { state.running = nil }
            return state.running
        }
        running?.resume()
    }
}

private final class NoRows: RowStorage {
    var rowCount: Int { 0 }
    var columnCount: Int { 0 }
    var affectedRows: Int { 0 }

    func column(named name: String) -> Int? { nil }

    func isNull(row: Int, column: Int) -> Bool { true }

    func withBytes<Result>(row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(UnsafeBufferPointer(start: nil, count: 0))
    }
}
