internal import Contracts
internal import HTTPTypes
internal import HostReactor
internal import Synchronization

/// Sends answers of a connection whose length is not known when they begin: each piece as it is made, and no faster than the web
/// server takes it.
final class StreamedAnswer: ResponseOutput {
    enum Stage: UInt8, AtomicRepresentable {
        case none
        /// The head has gone out, so the client can be told nothing else any more.
        case begun
        case ended
    }

    private let socket: ConnectionSocket
    private let watch: DescriptorWatch
    private let front: Front
    /// The number of the request that is being answered.
    private let recordID = Atomic<UInt16>(0)
    private let stage = Atomic(Stage.none)

    init(on socket: ConnectionSocket, _ watch: DescriptorWatch, front: Front) {
        self.socket = socket
        self.watch = watch
        self.front = front
    }

    func expect(_ recordID: UInt16) { self.recordID.store(recordID, ordering: .relaxed) }

    /// How far the streamed answer has come, if the request had one; the next has none yet.
    func takeStage() -> Stage {
        let stage = stage.load(ordering: .relaxed)
        if stage != .none { self.stage.store(.none, ordering: .relaxed) }
        return stage
    }

    func send(_ response: Response, to request: Request) async throws -> Int {
        let records = StreamRecords(requestID: recordID.load(ordering: .relaxed))
        let writer = Writer(answer: self, records: records, head: ResponseRecords.head(of: response, identity: request.id))
        try await response.stream?(writer)
        try await write(writer.lastPiece(isLast: front.isDraining))
        stage.store(.ended, ordering: .relaxed)
        return writer.byteCount
    }

    fileprivate func begin() { stage.store(.begun, ordering: .relaxed) }

    fileprivate func write(_ piece: [UInt8]) async throws {
        do {
            try await socket.send(piece, watch, within: front.settings.writeTimeout)
        } catch {
            // Whoever took the answer has left or stands still: the work for it is given up as when the client leaves.
            throw CancellationError()
        }
    }
}

extension StreamedAnswer {
    /// What one answer's producer writes to.
    private final class Writer: ResponseWriter {
        private let answer: StreamedAnswer
        private let records: StreamRecords
        private let state: Mutex<State>

        private struct State {
            /// What goes out before the first piece.
            var head: [UInt8]
            var byteCount = 0
        }

        init(answer: StreamedAnswer, records: StreamRecords, head: [UInt8]) {
            self.answer = answer
            self.records = records
            state = Mutex(State(head: head))
        }

        var byteCount: Int { state.withLock(\.byteCount) }

        func write(_ bytes: [UInt8]) async throws {
            guard !bytes.isEmpty else { return }
            let piece = records.output(takeHead() + bytes)
            state.withLock { $0.byteCount += bytes.count }
            try await answer.write(piece)
        }

        func lastPiece(isLast: Bool) -> [UInt8] {
            var piece = records.output(takeHead())
            piece.appendEnd(of: records.requestID, isLast: isLast)
            return piece
        }

        private func takeHead() -> [UInt8] {
            let head = state.withLock { state in
                defer { state.head = [] }
                return state.head
            }
            if !head.isEmpty { answer.begin() }
            return head
        }
    }
}
