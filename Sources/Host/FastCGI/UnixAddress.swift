internal import CFastCGI
internal import Glibc

/// A unix socket's path as the kernel takes it (unix(7)).
struct UnixAddress {
    let path: String
    private var address = sockaddr_un()

    /// - Throws: `FastCGIError.pathTooLong`.
    init(_ path: String) throws(FastCGIError) {
        self.path = path
        address.sun_family = sa_family_t(AF_UNIX)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { field in
            guard path.utf8.count < field.count else { return false }
            field.copyBytes(from: path.utf8)
            return true
        }
        guard fits else { throw .pathTooLong(path) }
    }

    func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}
