/// Says that the stock of ready databases is to be looked at. What is said while somebody looks is heard once, afterwards.
struct StockDemand: Sendable {
    /// For one listener.
    let requests: AsyncStream<Void>
    private let voice: AsyncStream<Void>.Continuation

    init() { (requests, voice) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    func raise() { voice.yield() }
}
