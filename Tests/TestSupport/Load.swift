internal import Contracts

/// Clients that ask over and over while something is done to the product, and what they were answered.
public enum Load {
    public struct Answer: Sendable {
        public let client: Int
        public let reply: ProductAPI.Reply
        public let took: Duration
        public let endedAt: ContinuousClock.Instant
    }

    /// - Parameter request: what client number 0, 1, … sends each time.
    /// - Throws: what `body` or a request throws: a connection that breaks without an answer is a fault.
    public static func run(
        clients: Int, _ request: @escaping @Sendable (Int) async throws -> ProductAPI.Reply, while body: () async throws -> Void
    ) async throws -> [Answer] {
        try await withThrowingTaskGroup(of: [Answer].self) { group in
            for client in 0..<clients {
                group.addTask {
                    var answers: [Answer] = []
                    while !Task.isCancelled {
                        let start = ContinuousClock.now
                        let reply = try await request(client)
                        let end = ContinuousClock.now
                        answers.append(Answer(client: client, reply: reply, took: start.duration(to: end), endedAt: end))
                    }
                    return answers
                }
            }
            try await body()
            group.cancelAll()
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}

extension [Load.Answer] {
    /// The time within which that part of the answers came, 0 to 1.
    public func percentile(_ part: Double) -> Duration {
        let times = map(\.took).sorted()
        return times.isEmpty ? .zero : times[Swift.min(times.count - 1, Int(Double(times.count) * part))]
    }
}

extension ProductAPI.Reply {
    /// 503, with the reason and when to come back.
    public var isCleanRefusal: Bool { status == 503 && !code.isEmpty && Int(headers["retry-after"] ?? "") != nil }
}
