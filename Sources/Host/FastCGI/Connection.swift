internal import Contracts
internal import HTTPTypes
internal import HostReactor
internal import Synchronization

/// One connection's life on its reactor, as one task: request after request, each answered before the next is read.
final class Connection: Sendable {
    private enum Phase: UInt8, AtomicRepresentable {
        /// Waits for a request; leads to `busy`, and to `stopped` by a drain.
        case idle
        /// Reads, answers or writes; leads to `idle`.
        case busy
        /// Its input has been stopped by a drain: it answers what has arrived.
        case stopped
    }

    private struct Cancellation {
        var task: Task<Void, Never>?
        var isWanted = false
    }

    let place: ConnectionRegistry.Place
    private let socket: ConnectionSocket
    private let reactor: Reactor
    private let front: Front
    private let phase = Atomic(Phase.busy)
    private let cancellation = Mutex(Cancellation())
    /// A handler reads the body from the connection, so what arrives is its own.
    private let isBodyStreamed = Atomic(false)

    init(descriptor: Int32, place: ConnectionRegistry.Place, reactor: Reactor, front: Front) {
        socket = ConnectionSocket(owning: descriptor)
        self.place = place
        self.reactor = reactor
        self.front = front
    }

    var isBusy: Bool { phase.load(ordering: .relaxed) != .idle }

    /// Begins to serve, on the connection's reactor.
    func start() {
        front.registry.add(self)
        let task = Task(executorPreference: reactor) { await self.run() }
        let isTooLate = cancellation.withLock { cancellation in
            cancellation.task = task
            return cancellation.isWanted
        }
        if isTooLate { task.cancel() }
    }

    /// Ends the wait for another request, but not a request that has arrived.
    func drain() {
        let (isIdle, _) = phase.compareExchange(expected: .idle, desired: .stopped, ordering: .sequentiallyConsistent)
        if isIdle { socket.stopInput() }
    }

    private func run() async {
        // The watch is made on its own reactor. Should libfcgi close the descriptor, the watch is ended here before
        // this thread can register another descriptor of the same number.
        if let watch = try? DescriptorWatch(socket.descriptor, on: reactor) {
            watch.onHangUp { self.peerHungUp() }
            watch.onUnawaitedInput { self.inputArrivedEarly() }
            await serve(watch)
            watch.end()
        }
        socket.close()
        front.registry.remove(self)
        cancellation.withLock { $0.task = nil }
    }

    private func serve(_ watch: DescriptorWatch) async {
        let handle = RequestHandle()
        let output = StreamedAnswer(on: socket, watch, front: front)
        do {
            repeat {
                try await waitForRequest(watch)
            } while try await serveRequest(watch, handle, output)
        } catch {
            // Every error here means that there is nobody to answer: the connection is closed.
        }
    }

    /// Cancels the task, and with it what its handler waits for: nobody is there to be answered.
    private func peerHungUp() {
        // A drain's own stop looks the same, and must not cancel the last request.
        if phase.load(ordering: .sequentiallyConsistent) != .stopped { cancel() }
    }

    /// While a request is answered, the web server may take it back (FCGI_ABORT_REQUEST, §5.4). Anything else waits its turn.
    private func inputArrivedEarly() {
        guard !isBodyStreamed.load(ordering: .relaxed) else { return }
        var header: UInt64 = 0
        let count = withUnsafeMutableBytes(of: &header) { socket.receive(into: $0, isPeek: true) }
        guard case .bytes(RecordHeader.byteCount) = count else { return }
        if RecordHeader(header.bigEndian).kind == RecordHeader.Kind.abortRequest { cancel() }
    }

    private func cancel() {
        let task = cancellation.withLock { cancellation in
            cancellation.isWanted = true
            return cancellation.task
        }
        task?.cancel()
    }

    private func waitForRequest(_ watch: DescriptorWatch) async throws {
        phase.store(.idle, ordering: .sequentiallyConsistent)
        if front.isClosing { drain() }
        try await watch.waitUnconditionally(for: .readable)
        _ = phase.compareExchange(expected: .idle, desired: .busy, ordering: .sequentiallyConsistent)
    }

    /// - Returns: whether the connection is kept for another request.
    private func serveRequest(
        _ watch: DescriptorWatch, _ handle: borrowing RequestHandle, _ output: StreamedAnswer
    ) async throws -> Bool {
        var reader = RequestReader(socket: socket, watch: watch, front: front)
        do {
            let request = try await read(&reader, with: handle, watch)
            output.expect(reader.recordID)
            let response = await front.respond(request, output)
            switch output.takeStage() {
            case .none:
                let records = ResponseRecords(
                    response, to: reader.recordID, identity: request.id, isHead: request.method == .head, isLast: front.isDraining)
                try await write(records, watch)
            // Without the end of the request the web server cannot take what it has for the whole answer.
            case .begun: throw ConnectionFault.brokenOff
            case .ended: break
            }
            return try await finish(reader.streamedBody, watch) && reader.keepsConnection
        } catch let rejection as Rejection {
            let response = front.reject(rejection.problem, rejection.requestID)
            let records = ResponseRecords(response, to: reader.recordID, identity: rejection.requestID, isHead: false)
            try await write(records, watch)
            if !reader.isComplete { try await linger(watch) }
            return false
        }
    }

    /// - Returns: whether the body was read to its end; what a handler left of it is then dropped with the connection.
    private func finish(_ body: StreamedBody?, _ watch: DescriptorWatch) async throws -> Bool {
        guard let body else { return true }
        isBodyStreamed.store(false, ordering: .relaxed)
        if !body.isComplete { try await linger(watch) }
        return body.isComplete
    }

    private func read(
        _ reader: inout RequestReader, with handle: borrowing RequestHandle, _ watch: DescriptorWatch
    ) async throws -> Request {
        // What libfcgi holds of a request is freed as soon as the request is a value of ours.
        defer { handle.finish() }
        while true {
            if let request = try reader.read(with: handle) {
                if reader.streamedBody != nil { isBodyStreamed.store(true, ordering: .relaxed) }
                guard place.isRefused else { return request }
                throw Rejection(problem: .tooManyConnections, requestID: request.id)
            }
            do {
                try await watch.wait(for: .readable, until: reader.deadline)
            } catch ReadinessError.timedOut {
                throw reader.lateness()
            }
        }
    }

    private func write(_ records: consuming ResponseRecords, _ watch: DescriptorWatch) async throws {
        var records = records
        var piece: [UInt8] = []
        while records.next(into: &piece) {
            try await socket.send(piece, watch, within: front.settings.writeTimeout)
        }
    }

    /// Reads and drops what the peer still sends of a request that was answered early: a connection closed over unread bytes is
    /// reset, which can cost the peer the answer.
    private func linger(_ watch: DescriptorWatch) async throws {
        let deadline = ContinuousClock.now + .seconds(1)
        socket.stopOutput()
        while try drop() { try await watch.wait(for: .readable, until: deadline) }
    }

    /// - Returns: whether the peer may send more.
    private func drop() throws -> Bool {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
        defer { buffer.deallocate() }
        for _ in 0..<16 {
            switch socket.receive(into: buffer) {
            case .bytes: continue
            case .notNow: return true
            case .ended: return false
            }
        }
        return true
    }
}
