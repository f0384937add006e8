import Contracts
import Synchronization

/// Lets in only so many creations at once: each takes administrative connections, which no pool bounds.
final class CreationGate: Sendable {
    private let limit: Int
    private let inside = Mutex(0)

    init(limit: Int) { self.limit = limit }

    /// - Throws: `SignUpError.busy` when `limit` are inside already.
    func pass<Result>(_ body: () async throws -> Result) async throws -> Result {
        let isFull = inside.withLock { count in
            guard count < limit else { return true }
            count += 1
            return false
        }
        if isFull { throw SignUpError.busy }
        defer { inside.withLock { $0 -= 1 } }
        return try await body()
    }
}
