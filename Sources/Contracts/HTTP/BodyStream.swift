/// A request's body piece by piece, to be read once and by one task.
///
/// A piece is fetched when it is asked for, so a body of any size passes through without being held, and no faster than its
/// reader takes it. Reading ends with an error when the next piece does not come in time, when the body is larger than the route
/// allows, and when the client leaves.
public struct BodyStream: AsyncSequence, Sendable {
    public typealias Element = [UInt8]
    public typealias Failure = any Error

    private let held: [UInt8]
    private let source: (any BodySource)?

    init(held: [UInt8], source: (any BodySource)?) {
        self.held = held
        self.source = source
    }

    public func makeAsyncIterator() -> Iterator { Iterator(held: held.isEmpty ? nil : held, source: source) }

    public struct Iterator: AsyncIteratorProtocol {
        var held: [UInt8]?
        let source: (any BodySource)?

        /// The next piece, which is never empty; nil after the last.
        public mutating func next() async throws -> [UInt8]? {
            if let source { return try await source.next() }
            defer { held = nil }
            return held
        }
    }
}

/// Where a front has the body that it does not hold.
public protocol BodySource: AnyObject, Sendable {
    /// Waits for the next piece, which is never empty; nil after the last.
    func next() async throws -> [UInt8]?
}
