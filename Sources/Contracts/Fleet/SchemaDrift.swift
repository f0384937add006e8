/// Compares what is really in tenants' databases with what a clone of the template has.
public protocol SchemaDrift: Sendable {
    /// The servers that hold tenants, and what keeps each from taking new ones.
    func examineServers() async throws -> [ServerFinding]

    /// Compares one tenant after the other, and hands over each as soon as it is done.
    ///
    /// Adopted databases are left out, as their tables are Twenty's; so are tenants that wait for an upgrade.
    func examineTenants(_ found: @Sendable (TenantFinding) async throws -> Void) async throws
}

public struct ServerFinding: Sendable, Equatable {
    public let server: String
    /// Nil when all is well.
    public let fault: String?

    public init(server: String, fault: String?) {
        self.server = server
        self.fault = fault
    }
}

public struct TenantFinding: Sendable, Equatable {
    public enum Outcome: Sendable, Equatable {
        /// Empty when nothing of ours is missing or different.
        case compared([SchemaDifference])
        /// Its schema is older than this program's.
        case outdated
        case unreachable(reason: String)
    }

    public let tenant: TenantID
    public let slug: String
    public let outcome: Outcome

    public init(tenant: TenantID, slug: String, outcome: Outcome) {
        self.tenant = tenant
        self.slug = slug
        self.outcome = outcome
    }
}

/// Something of the template that a tenant's database has not, or has otherwise.
public struct SchemaDifference: Sendable, Equatable {
    /// `table`, `column`, `constraint`, `index`, `enum`, `function`, `trigger`, …
    public let kind: String
    /// With the schema's name in the template.
    public let name: String
    public let expected: String
    /// Nil when it is missing.
    public let found: String?

    public init(kind: String, name: String, expected: String, found: String?) {
        self.kind = kind
        self.name = name
        self.expected = expected
        self.found = found
    }
}

/// In what a tenant's database may differ from the template, and yet be whole. A plugin lends it for its own tables.
public protocol SchemaVariation: Sendable {
    /// The schemas that have names of their own in a tenant's database: the tenant's name by the template's.
    func schemaNames(of tenant: TenantID) -> [String: String]

    /// The columns whose default and choices a tenant may set itself, each with what they are set to: `table.column`, the latter being what
    /// the names of a composite's columns begin with.
    func choices(on connection: any DatabaseConnection) async throws -> [String: String]
}
