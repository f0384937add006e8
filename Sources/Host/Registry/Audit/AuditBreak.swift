/// The first place at which the audit log does not hold.
public struct AuditBreak: Error, Equatable, Sendable {
    public enum Fault: Equatable, Sendable {
        /// The entry is not there.
        case missing
        /// There is another entry of the same number, or one behind the end.
        case surplus
        /// Its link is not the hash of the entry before it.
        case unlinked
        /// Its hash is not that of what it says.
        case altered
        /// Its actor or its details are not those that it was written with.
        case personalAltered
        /// Its details are gone although the tenant was not erased.
        case emptied
        /// The chain ends with another entry than it should.
        case wrongEnd
        /// It is not said where the chain ends.
        case endless
        /// A tenant that exists has no chain at all.
        case noChain
        /// The line is no entry.
        case unreadable
        /// The registry has another entry in this place than the export, or none.
        case notInRegistry
    }

    /// The tenant's id; zeros for the chain of what concerns none.
    public let chain: String
    public let sequence: Int64
    public let fault: Fault

    public init(chain: String, sequence: Int64, fault: Fault) {
        self.chain = chain
        self.sequence = sequence
        self.fault = fault
    }
}

extension AuditBreak: CustomStringConvertible {
    public var description: String {
        if fault == .unreadable { return "line \(sequence) is no entry of an audit log" }
        let name = chain == ChainHash.platformChain ? "the platform's chain" : "the chain of the tenant \(chain)"
        return "entry \(sequence) of \(name) \(reason)"
    }

    private var reason: String {
        switch fault {
        case .missing: "is missing"
        case .surplus: "does not belong there: the number is taken, or the chain ends before it"
        case .unlinked: "is not linked to the one before it"
        case .altered: "was altered"
        case .personalAltered: "has another actor or other details than it was written with"
        case .emptied: "was emptied, and the tenant was not erased"
        case .wrongEnd: "is not the end that the chain has by its head"
        case .endless: "is the last, and nothing says that the chain ends there"
        case .noChain: "is missing, with the whole chain of a tenant that exists"
        case .notInRegistry: "is not what the registry has in its place"
        case .unreadable: "cannot be read"
        }
    }
}
