internal import Foundation
internal import Synchronization

/// Listens where nobody should come, and counts who does.
public final class TrapServer: Sendable {
    public let port = FreePort.find()
    private let descriptor: Int32
    private let count = Mutex(0)

    public struct NoListener: Error {
        let errno: Int32
    }

    public init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isBound = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard isBound == 0, listen(descriptor, 16) == 0, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else {
            throw NoListener(errno: errno)
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// How many have connected so far.
    public var visits: Int {
        count.withLock { count in
            while case let visitor = accept(descriptor, nil, nil), visitor >= 0 {
                close(visitor)
                count += 1
            }
            return count
        }
    }
}
