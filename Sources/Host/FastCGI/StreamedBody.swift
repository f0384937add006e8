internal import Contracts
internal import HostReactor
internal import Synchronization

/// A body that its handler reads from the connection while it arrives.
///
/// Every read first waits for the reactor's poll, also when bytes are there: a peer that sends faster than the handler reads does
/// not keep the reactor from its other connections. What is not read stays in the socket, whose buffer then stops the peer.
final class StreamedBody: BodySource {
    /// A piece is small, as whatever the handler makes of it holds the reactor for as long.
    private static let pieceBytes = 16_384

    private let socket: ConnectionSocket
    private let watch: DescriptorWatch
    private let maxBytes: Int
    private let announced: Int?
    private let pieceTimeout: Duration
    private let state: Mutex<State>

    private struct State {
        var records: InputRecords
        var byteCount = 0
    }

    /// - Parameters:
    ///   - announced: `CONTENT_LENGTH`; nil when the client sends a body of unknown length.
    ///   - pieceTimeout: how long the next bytes may take to arrive.
    init(
        of requestID: UInt16, on socket: ConnectionSocket, _ watch: DescriptorWatch, maxBytes: Int, announced: Int?,
        pieceTimeout: Duration
    ) {
        self.socket = socket
        self.watch = watch
        self.maxBytes = maxBytes
        self.announced = announced
        self.pieceTimeout = pieceTimeout
        state = Mutex(State(records: InputRecords(requestID: requestID)))
    }

    /// Whether all of it has been read, so that what comes next is another request.
    var isComplete: Bool { state.withLock(\.records.isComplete) }

    func next() async throws -> [UInt8]? {
        guard announced ?? 0 <= maxBytes else { throw BodyFault.tooLarge }
        while !isComplete {
            do {
                try await watch.wait(for: .readable, until: pieceDeadline)
            } catch ReadinessError.timedOut {
                throw BodyFault.stalled
            } catch {
                throw CancellationError()
            }
            let piece = try receive()
            if !piece.isEmpty { return piece }
        }
        return nil
    }

    private var pieceDeadline: ContinuousClock.Instant {
        let deadline = ContinuousClock.now + pieceTimeout
        return RequestScope.current.map { min($0.deadline, deadline) } ?? deadline
    }

    private func receive() throws -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceBytes, alignment: 16)
        defer { buffer.deallocate() }
        switch socket.receive(into: buffer) {
        case .bytes(let count): return try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        case .notNow: return []
        case .ended: throw CancellationError()
        }
    }

    private func take(_ bytes: UnsafeRawBufferPointer) throws -> [UInt8] {
        try state.withLock { state in
            var piece: [UInt8] = []
            piece.reserveCapacity(bytes.count)
            do {
                try state.records.take(bytes, into: &piece)
            } catch {
                throw CancellationError()
            }
            state.byteCount += piece.count
            guard state.byteCount <= maxBytes else { throw BodyFault.tooLarge }
            guard state.byteCount <= announced ?? .max, !state.records.isComplete || state.byteCount == announced ?? state.byteCount
            else { throw BodyFault.otherLength }
            return piece
        }
    }
}
