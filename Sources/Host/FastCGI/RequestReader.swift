internal import Contracts
internal import HostReactor

/// Takes one request off a connection and has libfcgi decode it, waiting for nothing but the reactor.
///
/// libfcgi's reads block until they have all they want. In the usual case the whole request is in the socket when the reactor looks
/// (`MSG_PEEK`), and libfcgi reads it from there; a request that comes in pieces, or is larger than one look, is gathered in a
/// `RequestFile` first.
struct RequestReader {
    /// What one look takes in: the header of nearly every request, and a small body.
    private static let lookBytes = 16_384
    private static let gatherBytes = 65_536

    private let socket: ConnectionSocket
    private let watch: DescriptorWatch
    private let settings: FastCGISettings
    private let receivedAt = ContinuousClock.now
    private(set) var scanner: RequestScanner

    init(socket: ConnectionSocket, watch: DescriptorWatch, settings: FastCGISettings) {
        self.socket = socket
        self.watch = watch
        self.settings = settings
        scanner = RequestScanner(maxParameterBytes: settings.maxParameterBytes, maxBodyBytes: settings.maxBodyBytes)
    }

    /// - Throws: `Rejection` when the client is owed an answer, anything else when the connection is to be closed without one.
    mutating func read(with handle: borrowing RequestHandle) async throws -> Request {
        let start = scanner
        if look() {
            guard handle.decode(from: socket.descriptor) else {
                socket.markClosed()
                throw ConnectionFault.undecodable
            }
            defer { handle.finish() }
            return try request(parameters(of: handle), from: handle)
        }
        scanner = start
        return try await gather(with: handle)
    }

    /// - Returns: whether the socket holds one whole request and nothing else.
    private mutating func look() -> Bool {
        withBuffer(Self.lookBytes) { buffer in
            guard case .bytes(let count) = socket.receive(into: buffer, isPeek: true) else { return false }
            let progress = scanner.scan(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            return progress == .complete && scanner.scannedByteCount == count && scanner.requestStart == 0
        }
    }

    private mutating func gather(with handle: borrowing RequestHandle) async throws -> Request {
        let deadline = receivedAt + settings.readTimeout
        guard var file = RequestFile.make() else { throw ConnectionFault.outOfMemory }
        defer { handle.finish() }
        var decoder: ParameterDecoder?
        while true {
            let hasMore = try gatherPiece(into: &file)
            if decoder == nil, scanner.hasAllParameters { decoder = try decode(&file, with: handle) }
            if let decoder, scanner.isComplete { return try request(decoder, from: handle) }
            if !hasMore { try await waitForMore(until: deadline, requestID: decoder?.requestID ?? "") }
        }
    }

    /// Moves what has arrived of this request, and no byte of the next, from the socket into `file`.
    ///
    /// - Returns: whether there may be more already.
    private mutating func gatherPiece(into file: inout RequestFile) throws -> Bool {
        try withBuffer(Self.gatherBytes) { buffer in
            let count: Int
            switch socket.receive(into: buffer, isPeek: true) {
            case .bytes(let seen): count = seen
            case .notNow: return false
            case .ended: throw ConnectionFault.peerLeft
            }
            let before = scanner.scannedByteCount
            let progress = scanner.scan(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            if case .failed(let fault) = progress { throw rejection(fault) }
            let taken = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(scanner.scannedByteCount - before)])
            guard file.append(UnsafeRawBufferPointer(taken)) else { throw ConnectionFault.outOfMemory }
            guard case .bytes(taken.count) = socket.receive(into: taken) else { throw ConnectionFault.peerLeft }
            return count == buffer.count
        }
    }

    private func waitForMore(until deadline: ContinuousClock.Instant, requestID: String) async throws {
        do {
            try await watch.wait(for: .readable, until: deadline)
        } catch ReadinessError.timedOut where scanner.requestID != 0 {
            throw Rejection(
                problem: Problem(.requestTimeout, "The request did not arrive in time."), requestID: requestID)
        }
    }

    private func decode(_ file: inout RequestFile, with handle: borrowing RequestHandle) throws -> ParameterDecoder {
        file.seek(to: scanner.requestStart)
        guard handle.decode(from: file.descriptor) else {
            file.markClosed()
            throw ConnectionFault.undecodable
        }
        let decoder = parameters(of: handle)
        // The announced length is enough to refuse a body before it is read.
        if let length = decoder.contentLength, length > settings.maxBodyBytes {
            throw Rejection(problem: .bodyTooLarge, requestID: decoder.requestID)
        }
        return decoder
    }

    private func parameters(of handle: borrowing RequestHandle) -> ParameterDecoder {
        var decoder = ParameterDecoder(names: .common)
        handle.forEachParameter { decoder.take($0) }
        return decoder
    }

    private func request(_ decoder: ParameterDecoder, from handle: borrowing RequestHandle) throws -> Request {
        guard let body = handle.readBody(scanner.bodyByteCount) else { throw ConnectionFault.undecodable }
        return try decoder.request(body: body, receivedAt: receivedAt)
    }

    private func rejection(_ fault: RequestScanner.Fault) -> any Error {
        guard let problem = fault.problem else { return fault }
        return Rejection(problem: problem, requestID: "")
    }

    private func withBuffer<Result>(_ size: Int, _ body: (UnsafeMutableRawBufferPointer) throws -> Result) rethrows -> Result {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { buffer.deallocate() }
        return try body(buffer)
    }
}
