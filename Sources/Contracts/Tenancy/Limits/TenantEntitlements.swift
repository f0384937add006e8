/// What each tenant is entitled to: its plan, and the limits that operators gave it alone. The host lends it; operators alone change it.
///
/// A change holds on every host when the call returns (`ChangeFeed.settle`). Each goes to the audit log.
public protocol TenantEntitlements: Sendable {
    /// As the registry has it now; nil when there is no such tenant.
    func entitlement(of tenant: TenantID) async throws -> TenantEntitlement?

    /// Sets limits of one tenant in place of its plan's. Nil takes one back, so that the plan's holds again; what `changes` does not
    /// name stays as it is.
    ///
    /// - Throws: `LifecycleError.unknownTenant`.
    func change(_ changes: [TenantLimit: Int?], of tenant: TenantID, actor: String) async throws -> TenantEntitlement

    /// Puts the tenant on another plan. Its own limits stay.
    ///
    /// - Throws: `LifecycleError.unknownTenant`, `.unknownPlan`.
    func changePlan(_ plan: String, of tenant: TenantID, actor: String) async throws -> TenantEntitlement
}

/// The limits of one tenant, and where each comes from.
public struct TenantEntitlement: Sendable, Equatable {
    public let plan: Plan
    /// The limits that an operator set for this tenant.
    public let overrides: TenantLimits
    /// What the tenant's database took when it was last measured; nil before the first time.
    public let size: DatabaseSize?

    public init(plan: Plan, overrides: TenantLimits, size: DatabaseSize?) {
        self.plan = plan
        self.overrides = overrides
        self.size = size
    }

    /// What holds.
    public var limits: TenantLimits { plan.limits.overridden(by: overrides) }
}

/// What a database took on disk at some time.
public struct DatabaseSize: Sendable, Equatable {
    public let bytes: Int
    /// RFC 3339, UTC.
    public let measuredAt: String

    public init(bytes: Int, measuredAt: String) {
        self.bytes = bytes
        self.measuredAt = measuredAt
    }
}
