internal import Glibc
internal import Synchronization

/// Owns an accepted connection's descriptor. Reading and writing belong to the connection's task; any thread may stop its input.
final class ConnectionSocket: Sendable {
    let descriptor: Int32
    /// Guards the descriptor's number, which the kernel gives away again once it is closed.
    private let isOpen = Mutex(true)

    init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit { close() }

    func close() {
        isOpen.withLock { isOpen in
            if isOpen { _ = Glibc.close(descriptor) }
            isOpen = false
        }
    }

    /// To be called when libfcgi has closed it.
    func markClosed() { isOpen.withLock { $0 = false } }

    /// Refuses what the peer sends from now on; what has arrived can still be read, and then its end.
    func stopInput() {
        isOpen.withLock { isOpen in
            if isOpen { shutdown(descriptor, Int32(SHUT_RD)) }
        }
    }

    func stopOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What `recv` and `send` can say without blocking.
    enum Transfer {
        case bytes(Int)
        case notNow
        case ended
    }

    /// Reads what has arrived, leaving it there when `isPeek`.
    func receive(into buffer: UnsafeMutableRawBufferPointer, isPeek: Bool = false) -> Transfer {
        let flags = Int32(MSG_DONTWAIT) | (isPeek ? Int32(MSG_PEEK) : 0)
        return transfer { recv(descriptor, buffer.baseAddress, buffer.count, flags) }
    }

    func send(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        transfer { Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)) }
    }

    private func transfer(_ call: () -> Int) -> Transfer {
        while true {
            let count = call()
            if count > 0 { return .bytes(count) }
            if count == 0 { return .ended }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .notNow
            default: return .ended
            }
        }
    }
}
