internal import CFastCGI
internal import Glibc

/// Owns one `FCGX_Request`, with which libfcgi decodes one request after the other of a connection.
///
/// libfcgi keeps the address of the structure, so it is allocated. Its descriptor stays the connection's: libfcgi would close
/// it by waiting up to two seconds for the peer.
struct RequestHandle: ~Copyable {
    private let raw: UnsafeMutablePointer<FCGX_Request>

    /// libfcgi takes SIGTERM and SIGUSR1 for itself when nobody has; they belong to the host.
    private static let isInitialized: Bool = {
        let signals = [SIGTERM, SIGUSR1]
        var actions = signals.map { _ in sigaction() }
        for (index, signal) in signals.enumerated() { sigaction(signal, nil, &actions[index]) }
        defer { for (index, signal) in signals.enumerated() { sigaction(signal, &actions[index], nil) } }
        return FCGX_Init() == 0
    }()

    init() {
        precondition(Self.isInitialized, "FCGX_Init fails only without memory")
        raw = .allocate(capacity: 1)
        FCGX_InitRequest(raw, -1, 0)
    }

    deinit {
        FCGX_Free(raw, 0)
        raw.deallocate()
    }

    /// Reads the parameters from `descriptor`, in which a scanner has seen all of them, so that no read can block.
    ///
    /// - Returns: false when libfcgi could not, in which case it has closed `descriptor`.
    borrowing func decode(from descriptor: Int32) -> Bool {
        raw.pointee.ipcFd = descriptor
        // Without it, finishing the request before would close the descriptor.
        raw.pointee.keepConnection = 1
        // A failure then closes the descriptor at once.
        FCGX_Detach(raw)
        // With -1 to listen on, libfcgi fails instead of accepting a connection of its own.
        return FCGX_Accept_r(raw) == 0
    }

    /// Lends each parameter as `NAME=value`, without the final NUL.
    borrowing func forEachParameter(_ body: (UnsafeRawBufferPointer) -> Void) {
        guard var next = raw.pointee.envp else { return }
        while let text = next.pointee {
            body(UnsafeRawBufferPointer(start: text, count: strlen(text)))
            next += 1
        }
    }

    /// Reads the body, `count` bytes that have been seen, up to and including the record that ends it.
    ///
    /// - Returns: nil when there were more or fewer.
    borrowing func readBody(_ count: Int) -> [UInt8]? {
        guard count > 0 else { return FCGX_GetChar(raw.pointee.in) == -1 ? [] : nil }
        let body = [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            buffer.withMemoryRebound(to: CChar.self) {
                initializedCount = Int(FCGX_GetStr($0.baseAddress, Int32(count), raw.pointee.in))
            }
        }
        return body.count == count && FCGX_GetChar(raw.pointee.in) == -1 ? body : nil
    }

    /// Frees what libfcgi holds of the request.
    borrowing func finish() { FCGX_Free(raw, 0) }
}
