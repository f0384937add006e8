/// What came of restoring a tenant's newest archive and comparing it with what it says of itself.
public struct ArchiveFinding: Sendable, Equatable {
    public let tenant: TenantID
    public let slug: String
    /// When the archive was made, RFC 3339; nil when the tenant has none.
    public let createdAt: String?
    /// Nil when all is well.
    public let fault: String?

    public init(tenant: TenantID, slug: String, createdAt: String?, fault: String?) {
        self.tenant = tenant
        self.slug = slug
        self.createdAt = createdAt
        self.fault = fault
    }
}
