internal import Foundation

/// A loopback port that nobody listened on a moment ago.
enum FreePort {
    static func find() -> Int {
        let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(probe) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = bind(probe, address, length)
                _ = getsockname(probe, address, &length)
            }
            return Int(UInt16(bigEndian: address.pointee.sin_port))
        }
    }
}
