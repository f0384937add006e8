import Synchronization

/// Says that the stock of ready databases is to be looked at. What is said while somebody looks is heard once, afterwards.
final class StockDemand: Sendable {
    /// For one listener.
    let requests: AsyncStream<Void>
    private let voice: AsyncStream<Void>.Continuation
    private let isOpen = Atomic(false)

    init() { (requests, voice) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    /// The host is prepared: there is something to look at from now on.
    func open() {
        isOpen.store(true, ordering: .relaxed)
        raise()
    }

    /// Nobody hears it before the host is prepared.
    func raise() {
        if isOpen.load(ordering: .relaxed) { voice.yield() }
    }
}
