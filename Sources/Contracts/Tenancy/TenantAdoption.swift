/// Attaches tenants to databases that are there already. The provisioning plugin lends it.
public protocol TenantAdoption: Sendable {
    /// Enters the tenant with the database as it is, completely or not at all.
    ///
    /// - Throws: `AdoptionError`, `LifecycleError.slugTaken`, `.slugReserved`, or what PostgreSQL says.
    func adopt(_ order: AdoptionOrder) async throws -> CreatedTenant
}

public struct AdoptionOrder: Sendable {
    public let organizationName: String
    /// Nil makes one of the name.
    public let slug: Slug?
    public let plan: Plan
    public let ownerEmail: EmailAddress
    /// For an account that has to be made; one that exists keeps its own.
    public let ownerPassword: Secret?
    /// The PostgreSQL server's name in the settings.
    public let server: String
    public let database: String
    /// The schema of the workspace; nil when the database has only one.
    public let schema: String?
    public let actor: String

    public init(
        organizationName: String, slug: Slug?, plan: Plan, ownerEmail: EmailAddress, ownerPassword: Secret?, server: String,
        database: String, schema: String?, actor: String
    ) {
        self.organizationName = organizationName
        self.slug = slug
        self.plan = plan
        self.ownerEmail = ownerEmail
        self.ownerPassword = ownerPassword
        self.server = server
        self.database = database
        self.schema = schema
        self.actor = actor
    }
}

/// Makes a database that another program filled servable. The CRM plugin lends it.
public protocol WorkspaceAdoption: Sendable {
    /// Adds what the plugin needs, and gives the tenant's login role its rights on the database. Within the caller's transaction on an
    /// administrative connection to it.
    ///
    /// - Throws: `AdoptionError` when the database is not what it should be.
    func prepare(_ database: String, schema: String?, for role: String, on connection: any DatabaseConnection) async throws

    /// Takes away what `prepare` added, the role included. Nothing happens when there is nothing.
    func release(on connection: any DatabaseConnection) async throws
}

/// Why a database could not be adopted. Nothing of it has changed then.
public enum AdoptionError: Error, Equatable, Sendable {
    /// What the database lacks of what Twenty makes.
    case notTwenty(String)
    /// No workspace has that schema; with nil, there is none at all.
    case unknownWorkspace(String?)
    /// One of these schemas has to be named.
    case severalWorkspaces([String])
    case alreadyRegistered
    /// No account has the owner's address, and there is no password to make one with.
    case passwordNeeded
    /// The plugin that knows such databases is off.
    case unsupported
}

extension AdoptionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notTwenty(let reason): "This is no database of Twenty's that can be served: \(reason)."
        case .unknownWorkspace(let schema?): "The database has no workspace in the schema \(schema)."
        case .unknownWorkspace(nil): "The database has no workspace."
        case .severalWorkspaces(let schemas): "Name one of the workspaces with --workspace: \(schemas.joined(separator: ", "))."
        case .alreadyRegistered: "This database belongs to a tenant already."
        case .passwordNeeded: "No account has the owner's address: give a password for it with --password-stdin."
        case .unsupported: "The plugin 'crm' is off in the settings."
        }
    }
}
