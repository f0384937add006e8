/// A tenant as every host holds it in memory: who it is, whether it may be served, and where its database lies.
public final class Tenant: Sendable {
    public let id: TenantID
    public let slug: Slug
    /// The organization's name as it was given, in any script.
    public let name: String
    public let plan: Plan
    public let status: TenantStatus
    public let placement: Placement
    /// Whether its database lacks something that this program needs: it is not served until it was migrated.
    public let isOutdated: Bool
    /// What the tenant may have: its plan's limits, or what an operator set in their place.
    public let limits: TenantLimits
    /// How often plan, limits and placement have been changed.
    public let limitRevision: Int
    /// Whether the tenant's database had grown beyond its limit when it was last measured: then nothing new is kept in it.
    public let isStorageFull: Bool

    /// - Parameters:
    ///   - overrides: what an operator set for this tenant alone.
    ///   - databaseBytes: the database's size when it was last measured; nil when it has not been.
    public init(
        id: TenantID, slug: Slug, name: String, plan: Plan, status: TenantStatus, placement: Placement,
        isOutdated: Bool = false, overrides: TenantLimits = TenantLimits(), limitRevision: Int = 0, databaseBytes: Int? = nil
    ) {
        self.id = id
        self.slug = slug
        self.name = name
        self.plan = plan
        self.status = status
        self.placement = placement
        self.isOutdated = isOutdated
        limits = plan.limits.overridden(by: overrides)
        self.limitRevision = limitRevision
        isStorageFull = limits.isExceeded(byDatabaseBytes: databaseBytes)
    }
}

extension Tenant: Equatable {
    public static func == (left: Tenant, right: Tenant) -> Bool {
        left === right
            || (left.id == right.id && left.slug == right.slug && left.name == right.name && left.plan == right.plan
                && left.status == right.status && left.placement == right.placement && left.isOutdated == right.isOutdated
                && left.limits == right.limits && left.limitRevision == right.limitRevision
                && left.isStorageFull == right.isStorageFull)
    }
}

/// Where a tenant's database lies.
public struct Placement: Sendable, Equatable {
    /// The PostgreSQL server's name in the registry.
    public let server: String
    public let database: String
    /// The login role that owns the database and can connect to nothing else.
    public let role: String

    public init(server: String, database: String, role: String) {
        self.server = server
        self.database = database
        self.role = role
    }
}
