internal import Contracts
internal import HostReactor

/// Takes one request off a connection and has libfcgi decode it, without ever waiting.
///
/// libfcgi's reads block until they have all they want. In the usual case the whole request is in the socket at the first look
/// (`MSG_PEEK`), and libfcgi reads it from there; a request that comes in pieces, or is larger than one look, is gathered in a
/// `RequestFile` first.
struct RequestReader: ~Copyable {
    /// What one look takes in: the header of nearly every request, and a small body.
    private static let lookBytes = 16_384
    private static let gatherBytes = 65_536
    private static let piecesAtOnce = 4

    private let socket: ConnectionSocket
    private let watch: DescriptorWatch
    private let front: Front
    private let receivedAt = ContinuousClock.now
    private var scanner: RequestScanner
    private var file: RequestFile?
    /// Set as soon as the parameters are decoded.
    private var decoder: ParameterDecoder?
    /// The body that is left to the request's handler to read.
    private(set) var streamedBody: StreamedBody?

    private var settings: FastCGISettings { front.settings }

    init(socket: ConnectionSocket, watch: DescriptorWatch, front: Front) {
        self.socket = socket
        self.watch = watch
        self.front = front
        let settings = front.settings
        scanner = RequestScanner(maxParameterBytes: settings.maxParameterBytes, maxBodyBytes: settings.maxBodyBytes)
    }

    /// When the whole request is due.
    var deadline: ContinuousClock.Instant { receivedAt + settings.readTimeout }
    /// The request's number on its connection; 0 before it has begun.
    var recordID: UInt16 { scanner.requestID }
    var keepsConnection: Bool { scanner.keepsConnection }
    var isComplete: Bool { scanner.isComplete }

    /// Reads what has arrived.
    ///
    /// - Returns: the request, without its body when `streamedBody` has it; nil as long as there must come more.
    /// - Throws: `Rejection` when the client is owed an answer, anything else when the connection is to be closed without one.
    mutating func read(with handle: borrowing RequestHandle) throws -> Request? {
        if file == nil, let request = try readAtOnce(with: handle) { return request }
        return try gather(with: handle)
    }

    /// What the client is told when the deadline has passed.
    func lateness() -> any Error {
        guard recordID != 0 else { return ConnectionFault.peerLeft }
        return Rejection(
            problem: Problem(.requestTimeout, "The request did not arrive in time."), requestID: decoder?.requestID ?? "")
    }

    /// The request, when the socket holds all of it and nothing else.
    private mutating func readAtOnce(with handle: borrowing RequestHandle) throws -> Request? {
        let start = scanner
        guard look() else {
            scanner = start
            return nil
        }
        guard handle.decode(from: socket.descriptor) else {
            socket.markClosed()
            throw ConnectionFault.undecodable
        }
        return try request(parameters(of: handle), from: handle)
    }

    private mutating func look() -> Bool {
        Reactor.withScratch { scratch in
            let buffer = UnsafeMutableRawBufferPointer(rebasing: scratch[..<Self.lookBytes])
            guard case .bytes(let count) = socket.receive(into: buffer, isPeek: true) else { return false }
            let progress = scanner.scan(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            return progress == .complete && scanner.scannedByteCount == count && scanner.requestStart == 0
        }
    }

    private mutating func gather(with handle: borrowing RequestHandle) throws -> Request? {
        if file == nil { file = RequestFile.make() }
        // A peer that sends fast must not keep the reactor from its other connections.
        for _ in 0..<Self.piecesAtOnce { guard try gatherPiece() else { break } }
        if decoder == nil, scanner.hasAllParameters {
            let decoded = try decodeFile(with: handle)
            if let request = try streamedRequest(decoded) { return request }
            if let length = decoded.contentLength, length > settings.maxBodyBytes {
                throw Rejection(problem: .bodyTooLarge, requestID: decoded.requestID)
            }
            decoder = decoded
        }
        guard let decoder, scanner.isComplete else { return nil }
        return try request(decoder, from: handle)
    }

    /// Moves what has arrived of this request, and no byte of the next, from the socket to the file.
    ///
    /// - Returns: whether there may be more.
    private mutating func gatherPiece() throws -> Bool {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.gatherBytes, alignment: 16)
        defer { buffer.deallocate() }
        let count: Int
        switch socket.receive(into: buffer, isPeek: true) {
        case .bytes(let seen): count = seen
        case .notNow: return false
        case .ended: throw ConnectionFault.peerLeft
        }
        let before = scanner.scannedByteCount
        // Between the parameters and the body, it is looked at whose the body is and how long it is said to be.
        let progress = scanner.scan(UnsafeRawBufferPointer(rebasing: buffer[..<count]), stopsAtInput: decoder == nil)
        if case .failed(let fault) = progress { throw rejection(fault) }
        let taken = UnsafeMutableRawBufferPointer(rebasing: buffer[..<(scanner.scannedByteCount - before)])
        guard file?.append(UnsafeRawBufferPointer(taken)) == true else { throw ConnectionFault.outOfMemory }
        guard case .bytes(taken.count) = socket.receive(into: taken) else { throw ConnectionFault.peerLeft }
        return progress == .incomplete && !(decoder == nil && scanner.hasAllParameters)
    }

    private mutating func decodeFile(with handle: borrowing RequestHandle) throws -> ParameterDecoder {
        guard handle.decode(from: file?.rewind(to: scanner.requestStart) ?? -1) else {
            file?.markClosed()
            throw ConnectionFault.undecodable
        }
        return parameters(of: handle)
    }

    /// The request, when its route reads the body by itself. A head that is no request's is told when all of it has been read.
    private mutating func streamedRequest(_ decoder: ParameterDecoder) throws -> Request? {
        guard let request = try? decoder.request(receivedAt: receivedAt), let limit = front.streamedBodyLimit(request) else {
            return nil
        }
        let body = StreamedBody(
            of: scanner.requestID, on: socket, watch, maxBytes: limit, announced: decoder.contentLength,
            pieceTimeout: settings.readTimeout)
        streamedBody = body
        return try decoder.request(receivedAt: receivedAt, source: body)
    }

    private func parameters(of handle: borrowing RequestHandle) -> ParameterDecoder {
        var decoder = ParameterDecoder()
        handle.forEachParameter { decoder.take($0) }
        return decoder
    }

    private func request(_ decoder: ParameterDecoder, from handle: borrowing RequestHandle) throws -> Request {
        guard let body = handle.readBody(scanner.bodyByteCount) else { throw ConnectionFault.undecodable }
        return try decoder.request(body: body, receivedAt: receivedAt)
    }

    private func rejection(_ fault: RequestScanner.Fault) -> any Error {
        guard let problem = fault.problem else { return fault }
        return Rejection(problem: problem, requestID: decoder?.requestID ?? "")
    }
}
