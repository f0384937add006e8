/// What a tenant has bought: limits and features. Plans are data in the settings, never code.
public struct Plan: Sendable, Equatable {
    public let name: String
    /// Whether an organization may take this plan at sign-up without an operator.
    public let isSelfService: Bool
    /// What the plan's tenants may have; an operator may have set other values for one of them.
    public let limits: TenantLimits
    /// Names of the features that the plan includes.
    public let features: Set<String>
    /// Where its tenants' databases may lie; empty is everywhere.
    public let regions: Set<String>
    /// Nil has archives made only when somebody asks for them.
    public let archives: ArchiveSchedule?

    public init(
        name: String, isSelfService: Bool, limits: TenantLimits = TenantLimits(), features: Set<String> = [],
        regions: Set<String> = [], archives: ArchiveSchedule? = nil
    ) {
        self.name = name
        self.isSelfService = isSelfService
        self.limits = limits
        self.features = features
        self.archives = archives
        self.regions = regions
    }
}
