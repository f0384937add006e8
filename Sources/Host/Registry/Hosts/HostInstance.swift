public import FoundationEssentials

/// One run of a host program, as it enters itself in the registry.
public struct HostInstance: Sendable, Equatable {
    /// Made anew by each start: a host that comes back is another one.
    public let id: UUID
    /// What operators know it by: `crm-1/4711`, machine and process.
    public let name: String

    public init(id: UUID = UUID(), name: String) {
        self.id = id
        self.name = name
    }
}
