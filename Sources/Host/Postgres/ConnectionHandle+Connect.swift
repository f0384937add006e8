internal import Contracts
internal import HostReactor

extension ConnectionHandle {
    /// Connects without blocking (`PQconnectPoll`).
    ///
    /// - Throws: `DatabaseError.connectFailed`, also past `limit`, or `.cancelled`; nothing is left open.
    static func connect(
        _ keywords: ConnectKeywords, on reactor: Reactor, until limit: ContinuousClock.Instant
    ) async throws(DatabaseError) -> ConnectionHandle {
        let handle = try begin(keywords)
        // Before the first poll libpq wants the socket to be writable.
        var interest = DescriptorWatch.Interest.writable
        while true {
            try await wait(for: interest, of: handle.socket, on: reactor, until: limit)
            switch handle.pollConnect() {
            case .reads: interest = .readable
            case .writes: interest = .writable
            case .connected:
                guard handle.makeNonBlocking() else { throw .connectFailed(.unreachable("the connection broke at once")) }
                return handle
            case .failed: throw .connectFailed(handle.connectFailure)
            }
        }
    }

    /// Watches the socket for one wait alone: libpq may close it and open another within every poll.
    private static func wait(
        for interest: DescriptorWatch.Interest, of socket: Int32, on reactor: Reactor, until limit: ContinuousClock.Instant
    ) async throws(DatabaseError) {
        let watch: DescriptorWatch
        do {
            watch = try DescriptorWatch(socket, on: reactor)
        } catch {
            throw .connectFailed(.unreachable("the socket cannot be watched"))
        }
        defer { watch.end() }
        do {
            try await watch.wait(for: interest, until: limit)
        } catch {
            throw error == .cancelled ? .cancelled : .connectFailed(.timedOut)
        }
    }
}
