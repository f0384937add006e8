import Glibc
import Synchronization

@testable import HostReactor

/// Two connected unix sockets, closed at the end.
final class SocketPair: Sendable {
    let left: Int32
    private let right: Mutex<Int32>

    init() throws(ReactorError) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
            throw .system(call: "socketpair", errno: errno)
        }
        left = ends[0]
        right = Mutex(ends[1])
    }

    deinit {
        closeRight()
        close(left)
    }

    func send(_ text: String) { right.withLock { _ = write($0, text, text.utf8.count) } }

    var isOpen: Bool { fcntl(left, F_GETFD) >= 0 && right.withLock { fcntl($0, F_GETFD) >= 0 } }

    func closeRight() {
        right.withLock { end in
            if end >= 0 { close(end) }
            end = -1
        }
    }
}
