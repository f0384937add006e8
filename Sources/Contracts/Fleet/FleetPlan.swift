/// What a run would do just now.
public struct FleetPlan: Sendable, Equatable {
    /// Tenants that have the same way to go.
    public struct Group: Sendable, Equatable {
        public let server: String
        /// The schema version that they have.
        public let version: Int
        public let tenants: Int

        public init(server: String, version: Int, tenants: Int) {
            self.server = server
            self.version = version
            self.tenants = tenants
        }
    }

    /// Where they are to be brought.
    public let schema: TenantSchema
    public let groups: [Group]
    /// The slugs of those that would go first.
    public let canaries: [String]
    /// Suspended tenants that are behind; each is brought up to date when it is activated.
    public let suspended: Int

    public init(schema: TenantSchema, groups: [Group], canaries: [String], suspended: Int) {
        self.schema = schema
        self.groups = groups
        self.canaries = canaries
        self.suspended = suspended
    }

    public var total: Int { groups.reduce(0) { $0 + $1.tenants } }
}
