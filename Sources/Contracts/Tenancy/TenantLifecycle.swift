public import FoundationEssentials

/// Makes, fences off and erases tenants. The provisioning plugin lends it; every change is a guarded transition.
public protocol TenantLifecycle: Sendable {
    /// Creates a tenant and its owner, completely or not at all.
    ///
    /// - Throws: `LifecycleError` or `IdentityError`; whatever it throws, nothing of the tenant is left behind.
    func create(_ order: TenantOrder) async throws -> CreatedTenant

    /// Reserves the tenant's names and leaves the rest to a job, which needs nobody to wait for it.
    ///
    /// - Returns: the job's id.
    /// - Throws: as `create` does, of what shows before the job begins.
    func enqueue(_ order: TenantOrder) async throws -> UUID

    /// Fences the tenant off: returns when no host serves it any longer and none of its database sessions is left.
    ///
    /// - Throws: `LifecycleError`, or `ChangeFeedError.unconfirmed`: it is suspended then, too, but some host may not know yet.
    func suspend(_ tenant: TenantID, reason: String, actor: String) async throws

    func activate(_ tenant: TenantID, actor: String) async throws

    /// Erases the tenant: its database, role, registry rows and ownerless accounts.
    ///
    /// - Throws: `LifecycleError.deletionIncomplete` when anything could not be shown to be gone, `ChangeFeedError.unconfirmed` when
    ///   some host may still serve it; the tenant stays `deleting` and the call can be made again.
    func delete(_ tenant: TenantID, actor: String) async throws -> ErasureReceipt

    /// The same, after a time in which the tenant is fenced off and can be had back. Asked for again, the earlier time counts.
    ///
    /// - Parameter grace: zero erases at once, nil takes what the settings say.
    func delete(_ tenant: TenantID, grace: Duration?, actor: String) async throws -> DeletionOutcome

    /// Takes a deletion back whose time has not come: the tenant is what it was before.
    ///
    /// - Throws: `LifecycleError.invalidTransition` for one that is not being deleted, `.erasureBegun`.
    func restore(_ tenant: TenantID, actor: String) async throws
}

/// What came of asking for a deletion.
public enum DeletionOutcome: Sendable, Equatable {
    case erased(ErasureReceipt)
    /// RFC 3339, UTC: the tenant is fenced off, and erased then.
    case due(at: String)

    /// For how many hours a deletion may be put off: up to a year.
    public static let graceHours = 0...8760
}

public struct TenantOrder: Sendable {
    public let organizationName: String
    /// Nil makes one of the name.
    public let slug: Slug?
    public let plan: Plan
    /// Where its database is to lie; nil leaves it to the plan and the servers' load.
    public let region: String?
    public let ownerEmail: EmailAddress
    public let ownerPassword: Secret
    public let ownerName: PersonName
    public let actor: String
    /// What a retry of the order is known by; nil when there is to be none.
    public let attempt: SignUpAttempt?

    public init(
        organizationName: String, slug: Slug?, plan: Plan, region: String? = nil, ownerEmail: EmailAddress,
        ownerPassword: Secret, ownerName: PersonName = .unknown, actor: String, attempt: SignUpAttempt? = nil
    ) {
        self.organizationName = organizationName
        self.slug = slug
        self.plan = plan
        self.region = region
        self.ownerEmail = ownerEmail
        self.ownerPassword = ownerPassword
        self.ownerName = ownerName
        self.actor = actor
        self.attempt = attempt
    }
}

/// A registration under an `Idempotency-Key`, as codes that tell nothing of the key or of what was sent under it.
public struct SignUpAttempt: Sendable, Equatable {
    public let keyCode: [UInt8]
    /// Of everything that was sent, the password included.
    public let requestCode: [UInt8]

    public init(keyCode: [UInt8], requestCode: [UInt8]) {
        self.keyCode = keyCode
        self.requestCode = requestCode
    }
}

public struct CreatedTenant: Sendable {
    public let tenant: Tenant
    public let ownerAccount: UUID

    public init(tenant: Tenant, ownerAccount: UUID) {
        self.tenant = tenant
        self.ownerAccount = ownerAccount
    }
}

public enum LifecycleError: Error, Equatable, Sendable {
    case slugTaken
    case slugReserved
    case unknownTenant
    case unknownPlan
    case invalidTransition(from: TenantStatus, to: TenantStatus)
    /// Approved or refused already, or never in need of it.
    case notAwaitingApproval
    /// The tenant's server does not answer.
    case noServer
    case creationFailed(step: String)
    case deletionIncomplete(step: String)
    /// It is too late to have the tenant back.
    case erasureBegun
}

extension LifecycleError: HTTPRepresentable {
    public var problem: Problem {
        switch self {
        case .slugTaken: Problem(.slugTaken, "This slug belongs to another organization.")
        case .slugReserved:
            Problem(.slugReserved, "This slug is reserved.", faults: [FieldFault(field: "slug", message: "is reserved")])
        case .unknownTenant: Problem(.tenantNotFound, "There is no such organization.")
        case .unknownPlan:
            Problem(
                .planUnknown, "There is no such plan.", faults: [FieldFault(field: "plan", message: "is not the name of a plan")])
        case .invalidTransition(let from, let to):
            Problem(.invalidTransition, "A tenant that is \(from.rawValue) cannot become \(to.rawValue).")
        case .notAwaitingApproval: Problem(.invalidTransition, "No approval is awaited for this organization.")
        case .noServer:
            Problem(
                .databaseUnavailable, "The organization's database server does not answer at the moment.", retryAfterSeconds: 30)
        case .creationFailed: Problem(.provisioningFailed, "The organization could not be created; nothing of it was kept.")
        case .deletionIncomplete(let step):
            Problem(
                .deletionIncomplete, "Not everything of the organization could be shown to be gone. Repeat the deletion.",
                extensions: [JSONMember("step", .string(step))])
        case .erasureBegun: Problem(.erasureBegun, "The organization's erasure has begun: there is nothing to go back to.")
        }
    }
}

/// Fills a new tenant's database, as the tenant's own role.
public protocol TenantSeeder: Sendable {
    /// Does what needs no owner, perhaps long before there is one, within one transaction.
    func prepare(_ tenant: TenantID, on connection: any DatabaseConnection) async throws

    /// Does the rest, within one transaction: the same one, or a later one on another connection.
    func seed(_ owner: NewOwner, on connection: any DatabaseConnection) async throws
}

extension TenantSeeder {
    public func prepare(_ tenant: TenantID, on connection: any DatabaseConnection) async throws {}
}

/// The creator of a tenant, who becomes its first workspace member.
public struct NewOwner: Sendable {
    public let tenant: TenantID
    public let accountID: UUID
    public let email: EmailAddress
    public let name: PersonName

    public init(tenant: TenantID, accountID: UUID, email: EmailAddress, name: PersonName = .unknown) {
        self.tenant = tenant
        self.accountID = accountID
        self.email = email
        self.name = name
    }
}
