import Synchronization

/// Hands chunks from one task to another, a few at a time: whoever is faster waits. Either end can break it for both.
final class ChunkPipe: AsyncSequence, Sendable {
    typealias Element = [UInt8]
    typealias Failure = any Error

    private static let capacity = 4

    private struct State {
        var chunks: [[UInt8]] = []
        /// Nothing more will come.
        var end: Result<Void, any Error>?
        var reader: CheckedContinuation<Void, Never>?
        var writer: CheckedContinuation<Void, Never>?

        /// Whoever waits is to look again.
        mutating func takeWaiting() -> [CheckedContinuation<Void, Never>] {
            defer { (reader, writer) = (nil, nil) }
            return [reader, writer].compactMap(\.self)
        }
    }

    private let state = Mutex(State())

    /// Returns when there is room for another.
    ///
    /// - Throws: what it was broken by.
    func send(_ chunk: [UInt8]) async throws {
        let waiting = state.withLock { state in
            if state.end == nil { state.chunks.append(chunk) }
            return state.takeWaiting()
        }
        for continuation in waiting { continuation.resume() }
        await withCheckedContinuation { continuation in
            let mustWait = state.withLock { state in
                guard state.end == nil, state.chunks.count >= Self.capacity else { return false }
                state.writer = continuation
                return true
            }
            if !mustWait { continuation.resume() }
        }
        if case .failure(let error)? = state.withLock(\.end) { throw error }
    }

    func finish() { end(.success(())) }

    func fail(_ error: any Error) { end(.failure(error)) }

    func makeAsyncIterator() -> Iterator { Iterator(pipe: self) }

    struct Iterator: AsyncIteratorProtocol {
        let pipe: ChunkPipe

        func next() async throws -> [UInt8]? { try await pipe.next() }
    }

    private func end(_ end: Result<Void, any Error>) {
        let waiting = state.withLock { state in
            if state.end == nil { state.end = end }
            return state.takeWaiting()
        }
        for continuation in waiting { continuation.resume() }
    }

    private func next() async throws -> [UInt8]? {
        while true {
            let (found, waiting): (Result<[UInt8]?, any Error>?, [CheckedContinuation<Void, Never>]) = state.withLock { state in
                if case .failure(let error)? = state.end { return (.failure(error), []) }
                if !state.chunks.isEmpty { return (.success(state.chunks.removeFirst()), state.takeWaiting()) }
                return (state.end == nil ? nil : .success(nil), [])
            }
            for continuation in waiting { continuation.resume() }
            if let found { return try found.get() }
            await waitForChunk()
        }
    }

    private func waitForChunk() async {
        await withCheckedContinuation { continuation in
            let mustWait = state.withLock { state in
                guard state.chunks.isEmpty, state.end == nil else { return false }
                state.reader = continuation
                return true
            }
            if !mustWait { continuation.resume() }
        }
    }
}
