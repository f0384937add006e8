internal import CFastCGI
internal import Glibc

/// The file of a unix socket, known by its inode, so that a successor's file at the same path is left alone.
struct SocketFile {
    private let path: String
    private let device: dev_t
    private let inode: ino_t

    init?(at path: String) {
        guard let status = Self.status(of: path) else { return nil }
        self.path = path
        device = status.st_dev
        inode = status.st_ino
    }

    func removeUnlessReplaced() {
        guard let status = Self.status(of: path), status.st_dev == device, status.st_ino == inode else { return }
        unlink(path)
    }

    /// Removes a socket's file that a dead process left behind.
    ///
    /// - Throws: `FastCGIError.addressInUse` when somebody listens there, `notASocket` when it is some other file.
    static func removeIfStale(at address: UnixAddress) throws(FastCGIError) {
        guard let status = status(of: address.path) else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: address.path) }
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard probe >= 0 else { throw .system(call: "socket", errno: errno) }
        defer { close(probe) }
        // Refused is the one answer that means that nobody listens; a full backlog, for one, is EAGAIN.
        let isRefused = address.withSocketAddress { connect(probe, $0, $1) } != 0 && errno == ECONNREFUSED
        guard isRefused else { throw .addressInUse(address.path) }
        guard unlink(address.path) == 0 else { throw .system(call: "unlink", errno: errno) }
    }

    private static func status(of path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }
}
