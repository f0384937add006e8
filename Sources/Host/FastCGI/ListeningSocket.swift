internal import CFastCGI
internal import Glibc

/// Owns the socket that connections are accepted on.
struct ListeningSocket: ~Copyable {
    let descriptor: Int32
    /// The file that this process made for it, and that goes with it.
    private var file: SocketFile?

    private init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit {
        file?.removeUnlessReplaced()
        close(descriptor)
    }

    /// The next connection, non-blocking; nil with `errno` when there is none (accept4(2)).
    borrowing func accept() -> Int32? {
        let connection = tm_accept(descriptor)
        return connection >= 0 ? connection : nil
    }

    /// Takes the socket's file away, so that nobody connects any more; who has connected can still be accepted.
    borrowing func withdraw() { file?.removeUnlessReplaced() }

    /// Takes over a socket that listens already, as systemd hands it on.
    static func inherit(_ descriptor: Int32) throws(FastCGIError) -> ListeningSocket {
        let socket = ListeningSocket(owning: descriptor)
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 else { throw .system(call: "fcntl", errno: errno) }
        return socket
    }

    static func open(_ endpoint: FastCGISettings.Endpoint, backlog: Int) throws(FastCGIError) -> ListeningSocket {
        switch endpoint {
        case .unix(let path, let mode): try open(path: path, mode: mode, backlog: backlog)
        case .tcp(let host, let port): try open(host: host, port: port, backlog: backlog)
        }
    }

    private static func open(path: String, mode: UInt32, backlog: Int) throws(FastCGIError) -> ListeningSocket {
        let address = try UnixAddress(path)
        try SocketFile.removeIfStale(at: address)
        var socket = try make(family: AF_UNIX)
        // Bound without any permission: nobody connects before the mode is what was asked for.
        let previous = umask(0o777)
        let isBound = address.withSocketAddress { bind(socket.descriptor, $0, $1) } == 0
        let failure = errno
        umask(previous)
        guard isBound else { throw failure == EADDRINUSE ? .addressInUse(path) : .system(call: "bind", errno: failure) }
        socket.file = SocketFile(at: path)
        guard chmod(path, mode) == 0 else { throw .system(call: "chmod", errno: errno) }
        try socket.listen(backlog)
        return socket
    }

    private static func open(host: String, port: UInt16, backlog: Int) throws(FastCGIError) -> ListeningSocket {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let address = found else { throw .unknownHost(host) }
        defer { freeaddrinfo(address) }
        let socket = try make(family: address.pointee.ai_family)
        var isReusable: Int32 = 1
        setsockopt(socket.descriptor, SOL_SOCKET, SO_REUSEADDR, &isReusable, socklen_t(MemoryLayout<Int32>.size))
        guard bind(socket.descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0 else {
            throw errno == EADDRINUSE ? .addressInUse("\(host):\(port)") : .system(call: "bind", errno: errno)
        }
        try socket.listen(backlog)
        return socket
    }

    private static func make(family: Int32) throws(FastCGIError) -> ListeningSocket {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, kind, 0)
        guard descriptor >= 0 else { throw .system(call: "socket", errno: errno) }
        return ListeningSocket(owning: descriptor)
    }

    private borrowing func listen(_ backlog: Int) throws(FastCGIError) {
        guard Glibc.listen(descriptor, Int32(clamping: backlog)) == 0 else { throw .system(call: "listen", errno: errno) }
    }
}
