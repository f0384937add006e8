internal import Contracts
internal import Glibc
internal import HostReactor
internal import Synchronization

/// A watch over a connection's socket, through a descriptor of its own.
///
/// libpq closes its descriptor the moment it finds the server gone, and the kernel may give the number to another connection at
/// once: ending the watch would then blind that one. The duplicate is closed by us, after the watch has ended.
final class SocketWatch: Sendable {
    private let watch: DescriptorWatch
    private let isEnded = Atomic(false)

    private init(_ watch: DescriptorWatch) { self.watch = watch }

    deinit { end() }

    /// - Throws: `DatabaseError.connectFailed` when no descriptor or watch is to be had.
    static func begin(duplicating socket: Int32, on reactor: Reactor) throws(DatabaseError) -> SocketWatch {
        let descriptor = fcntl(socket, F_DUPFD_CLOEXEC, 0)
        guard descriptor >= 0 else { throw .connectFailed(.unreachable("no descriptor is left")) }
        do {
            return SocketWatch(try DescriptorWatch(descriptor, on: reactor))
        } catch {
            close(descriptor)
            throw .connectFailed(.unreachable("the socket cannot be watched"))
        }
    }

    /// The reactor that watches the socket just now.
    var reactor: Reactor { watch.home }

    func wait(for interest: DescriptorWatch.Interest, until deadline: ContinuousClock.Instant?) async throws(ReadinessError) {
        try await watch.wait(for: interest, until: deadline)
    }

    /// Calls `action` once when the server closes its end; at once if it already has.
    func onHangUp(_ action: @escaping @Sendable () -> Void) { watch.onHangUp(action) }

    /// Ends the watch, and with it whoever waits; may be called again.
    func end() {
        guard !isEnded.exchange(true, ordering: .acquiringAndReleasing) else { return }
        watch.end()
        close(watch.descriptor)
    }
}
