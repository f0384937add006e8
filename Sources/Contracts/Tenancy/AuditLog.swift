/// The trail of what was done to tenants, accounts and keys, and by whom. It is written in the transaction of the deed.
public protocol AuditLog: Sendable {
    func record(_ entry: AuditEntry, on connection: any DatabaseConnection) async throws
}

public struct AuditEntry: Sendable, Equatable {
    /// `operator:<key name>`, `account:<id>`, `api_key:<id>` or `cli`.
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
