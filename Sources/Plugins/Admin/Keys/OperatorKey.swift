public import Contracts
public import FoundationEssentials

/// An operator key as it is listed: everything but the key.
public struct OperatorKey: Sendable, Equatable {
    public let id: UUID
    public let name: String
    public let role: OperatorRole
    /// RFC 3339, UTC, as are the other times.
    public let createdAt: String
    public let createdBy: String
    /// Nil when it never was; a use is noted at most once a minute.
    public let lastUsedAt: String?
    /// Nil while the key is valid.
    public let revokedAt: String?
}
