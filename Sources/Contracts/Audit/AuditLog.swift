/// The trail of what was done to tenants, accounts and keys, and by whom. Entries are only ever added; each is chained to the one
/// before it of the same tenant, and those that concern no tenant to each other.
public protocol AuditLog: Sendable {
    /// Writes an entry in the transaction of the deed. Who writes to the same chain waits until that ends, so this comes late in it;
    /// before what is published to the change feed, for which all writers wait.
    func record(_ entry: AuditEntry, on connection: any DatabaseConnection) async throws

    /// Entries that the filter lets through, the newest first.
    func entries(_ page: AuditPage, in registry: any Database) async throws -> [AuditRecord]

    /// Writes whole chains as JSON Lines, entry by entry from the first, each chain with a last line that says where it ended.
    ///
    /// - Parameter tenant: whose chain; nil is every chain.
    func export(
        _ tenant: TenantID?, from registry: any Database, to write: @Sendable ([UInt8]) async throws -> Void
    ) async throws
}

public struct AuditEntry: Sendable, Equatable {
    /// `operator:<key name>`, `account:<id>`, `api_key:<id>`, `cli`, `settings` or `system`.
    public let actor: String
    /// `tenant.suspended`, `operator_key.created`, …
    public let action: String
    public let tenant: TenantID?
    /// What else matters, without secrets.
    public let details: JSONObject

    public init(actor: String, action: String, tenant: TenantID? = nil, details: JSONObject = JSONObject()) {
        self.actor = actor
        self.action = action
        self.tenant = tenant
        self.details = details
    }
}
