internal import Glibc
internal import HostReactor
internal import Synchronization

/// Accepts connections on the first reactor and gives each to the reactor that has the fewest.
final class Acceptor: Sendable {
    private let reactors: [Reactor]
    private let front: Front
    private let state: Mutex<State>

    private struct State: ~Copyable {
        var socket: ListeningSocket?
        var watch: DescriptorWatch?
        var isRunning = false
        var isStopped = false
    }

    /// For how long nothing is accepted when the process has no descriptor left: the socket stays ready all the while.
    private static let pause = Duration.milliseconds(50)

    init(_ socket: consuming ListeningSocket, reactors: [Reactor], front: Front) {
        self.reactors = reactors
        self.front = front
        state = Mutex(State(socket: socket, watch: nil))
    }

    /// Accepts until `stop` or cancellation, then closes the listening socket.
    ///
    /// - Throws: `ReactorError` when the socket cannot be watched.
    func run() async throws {
        defer {
            // Whoever had connected by now is still served; a connection that the closing met would be reset.
            stop()
            state.withLock { $0.socket?.withdraw() }
            _ = acceptWaiting()
            state.withLock { $0.socket = nil }
        }
        guard let watch = try startWatching() else { return }
        await withTaskExecutorPreference(reactors[0]) {
            while (try? await watch.wait(for: .readable)) != nil {
                if !acceptWaiting() { try? await reactors[0].sleep(until: .now + Self.pause) }
            }
        }
    }

    /// Ends `run`.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            state.watch?.end()
            state.watch = nil
            if !state.isRunning { state.socket = nil }
        }
    }

    /// Whether the listening socket is closed, so that no connection can come any more.
    var isFinished: Bool { state.withLock { $0.socket == nil } }

    private func startWatching() throws -> DescriptorWatch? {
        try state.withLock { state in
            guard !state.isStopped, let descriptor = state.socket?.descriptor else { return nil }
            let watch = try DescriptorWatch(descriptor, on: reactors[0])
            state.watch = watch
            state.isRunning = true
            return watch
        }
    }

    /// Accepts all that wait.
    ///
    /// - Returns: false when the process lacks the means to accept more (EMFILE and the like).
    private func acceptWaiting() -> Bool {
        while true {
            let (descriptor, failure) = state.withLock { state -> (Int32, Int32) in
                // Without a socket nobody waits, whatever `errno` was left at.
                if state.socket == nil { return (-1, EAGAIN) }
                return (state.socket?.accept() ?? -1, errno)
            }
            if descriptor >= 0 {
                place(descriptor)
            } else if failure == EAGAIN {
                return true
            } else if failure != EINTR, failure != ECONNABORTED {
                return false
            }
        }
    }

    private func place(_ descriptor: Int32) {
        guard let place = front.registry.takePlace() else {
            close(descriptor)
            return
        }
        Connection(descriptor: descriptor, place: place, reactor: reactors[place.reactor], front: front).start()
    }
}
