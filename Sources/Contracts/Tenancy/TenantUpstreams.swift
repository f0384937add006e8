/// The servers of tenants' own to which requests are handed off. The CRM plugin lends it; operators alone set them.
public protocol TenantUpstreams: Sendable {
    /// Nil when the tenant has none.
    func upstream(of tenant: TenantID) async throws -> TenantUpstream?

    /// Gives the tenant a server, in place of the one that it has. Holds on this host when it returns; other hosts follow within
    /// the feed's time.
    ///
    /// - Throws: `RequestFault.invalid` for an order that breaks the rules, `LifecycleError.unknownTenant`.
    func set(_ order: UpstreamOrder, of tenant: TenantID, actor: String) async throws -> TenantUpstream

    /// - Returns: whether the tenant had one.
    func clear(_ tenant: TenantID, actor: String) async throws -> Bool
}

/// A tenant's own server as operators see it. The key is not shown again.
public struct TenantUpstream: Sendable, Equatable {
    /// Scheme, host and, unless it is the scheme's own, port.
    public let url: String
    /// The names of the groups of paths that are handed off.
    public let paths: [String]
    /// RFC 3339, UTC.
    public let changedAt: String

    public init(url: String, paths: [String], changedAt: String) {
        self.url = url
        self.paths = paths
        self.changedAt = changedAt
    }
}

/// What an operator asks for, still unjudged.
public struct UpstreamOrder: Sendable {
    public let url: String
    /// What the server takes in `Authorization: Bearer`.
    public let apiKey: Secret
    /// Nil is what is usual.
    public let paths: [String]?

    public init(url: String, apiKey: Secret, paths: [String]?) {
        self.url = url
        self.apiKey = apiKey
        self.paths = paths
    }
}
