import Contracts
import FoundationEssentials

/// A host's row in the registry, as far as those who wait for the host need it.
struct HostRecord: Sendable, Equatable {
    let id: UUID
    let name: String
    let lease: Duration
    let renewal: Int64
    /// The last change that the host has applied.
    let applied: Int64
}

extension HostRecord {
    init(_ row: Row) throws {
        self.init(
            id: try row.decode(at: 0), name: try row.decode(at: 1), lease: .milliseconds(try row.decode(at: 2, as: Int.self)),
            renewal: try row.decode(at: 3), applied: try row.decode(at: 4))
    }
}
