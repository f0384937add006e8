/// Which entries of the audit log are wanted.
public struct AuditFilter: Sendable, Equatable {
    public var tenant: TenantID?
    /// The whole actor: `operator:ops`.
    public var actor: String?
    /// The whole action, or what comes before a dot: `tenant` is `tenant.suspended`, `tenant.deleted`, …
    public var action: String?
    /// RFC 3339; entries from then on.
    public var from: String?
    /// RFC 3339; entries before that.
    public var until: String?

    public init(tenant: TenantID? = nil) { self.tenant = tenant }

    /// What a cursor is bound to: it goes on in the list that it was made for and in no other.
    public var fingerprint: String {
        [tenant?.description, actor, action, from, until].map { $0.map { "\($0.utf8.count):\($0)" } ?? "-" }
            .joined(separator: ",")
    }
}

/// One page of the entries that a filter lets through.
public struct AuditPage: Sendable, Equatable {
    public let filter: AuditFilter
    public let limit: Int
    /// Where the page before it ended; nil begins with the newest entry.
    public let after: AuditPosition?

    public init(filter: AuditFilter, limit: Int, after: AuditPosition? = nil) {
        self.filter = filter
        self.limit = limit
        self.after = after
    }
}

/// The place of an entry among all, by which lists are ordered.
public struct AuditPosition: Sendable, Equatable {
    public let at: String
    /// The tenant; nil for the chain of what concerns none.
    public let tenant: TenantID?
    public let sequence: Int64

    public init(at: String, tenant: TenantID?, sequence: Int64) {
        self.at = at
        self.tenant = tenant
        self.sequence = sequence
    }
}
