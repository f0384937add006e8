import Synchronization

/// What the steps of a test's jobs did, in order.
final class Deeds: Sendable {
    private let deeds = Mutex<[String]>([])

    var all: [String] { deeds.withLock { $0 } }

    func add(_ deed: String) { deeds.withLock { $0.append(deed) } }

    func count(_ deed: String) -> Int { all.count { $0 == deed } }
}
