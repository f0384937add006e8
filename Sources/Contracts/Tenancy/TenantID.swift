public import FoundationEssentials

/// The identity of a tenant: a UUID, made once at sign-up and never given again.
public struct TenantID: Hashable, Sendable, CustomStringConvertible {
    public let uuid: UUID

    public init(_ uuid: UUID) { self.uuid = uuid }

    /// A new random identity (UUID version 4, RFC 9562 §5.4).
    public static func random() -> TenantID { TenantID(UUID()) }

    /// Reads the canonical 36-character form in either case; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let uuid = UUID(canonical: text) else { return nil }
        self.uuid = uuid
    }

    /// Half of the identity: it is random, and tables of tenants are looked into many times a request.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(withUnsafeBytes(of: uuid.uuid) { $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self) })
    }

    /// The canonical form in lower case, as PostgreSQL prints it.
    public var description: String { uuid.canonical }
}
