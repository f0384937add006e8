/// The tenants' rows in the registry, as the lifecycle of tenants changes them. Every method works within the caller's transaction.
public protocol TenantRegistry: Sendable {
    func isSlugTaken(_ slug: Slug, on connection: any DatabaseConnection) async throws -> Bool

    /// Enters the tenant as `pending`, which takes its slug; the password of its role is stored sealed.
    ///
    /// - Throws: `LifecycleError.slugTaken`.
    func reserve(_ reservation: TenantReservation, on connection: any DatabaseConnection) async throws

    /// Ends the wait for an operator's approval: the tenant stays `pending`, now as one that is being made in that place.
    ///
    /// - Throws: `LifecycleError.unknownTenant`, `.notAwaitingApproval`.
    func approve(_ tenant: TenantID, _ build: TenantBuild, on connection: any DatabaseConnection) async throws

    /// Ends the wait the other way: the tenant is `failed`.
    ///
    /// - Throws: `LifecycleError.unknownTenant`, `.notAwaitingApproval`.
    func reject(_ tenant: TenantID, on connection: any DatabaseConnection) async throws

    /// Has a tenant that was approved, and whose making then `failed` and was undone, wait again.
    func awaitApproval(of tenant: TenantID, on connection: any DatabaseConnection) async throws

    func record(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantRecord?

    /// The same, and nobody else changes the row until the transaction ends.
    func lockedRecord(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantRecord?

    /// The password of the tenant's database role.
    ///
    /// - Throws: `LifecycleError.unknownTenant`.
    func password(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> Secret

    /// Moves the tenant from one of the `allowed` states to `next`. `reason` is kept while it is suspended.
    ///
    /// - Throws: `LifecycleError.unknownTenant`, `.invalidTransition`.
    func transition(
        _ tenant: TenantID, from allowed: Set<TenantStatus>, to next: TenantStatus, reason: String?,
        on connection: any DatabaseConnection
    ) async throws -> TenantRecord

    /// Takes out the row of a tenant whose creation `failed` and was undone. Nothing happens when there is none.
    func discard(_ tenant: TenantID, on connection: any DatabaseConnection) async throws

    /// Fences the tenant off for its erasure, `grace` from now; an earlier time that was asked for before stands. One whose creation
    /// failed, and one whose erasure has begun, has none to wait for.
    ///
    /// - Throws: `LifecycleError.unknownTenant`, `.invalidTransition`.
    func requestErasure(
        of tenant: TenantID, grace: Duration, actor: String, on connection: any DatabaseConnection
    ) async throws -> ErasureRequest

    /// Takes the request for the tenant's erasure back. The tenant is suspended from then on, whatever it was before: the schema of its
    /// database may have been left behind meanwhile.
    ///
    /// - Returns: what it was before.
    /// - Throws: `LifecycleError.unknownTenant`, `.invalidTransition`, `.erasureBegun`.
    func withdrawErasure(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantStatus

    /// Begins an erasure whose time has come: nobody gets the tenant back from here on, and nobody is given it again.
    ///
    /// - Returns: nil when none is due.
    func claimDueErasure(on connection: any DatabaseConnection) async throws -> TenantRecord?

    /// Takes out the row of a tenant that is `deleting`, and empties what the audit log and jobs tell of it.
    ///
    /// - Throws: `LifecycleError.unknownTenant` when there is no such row.
    func erase(_ tenant: TenantID, on connection: any DatabaseConnection) async throws -> ErasedRecord

    /// Writes the signed receipt of an erasure, the last step of it.
    func issueReceipt(_ report: ErasureReport, on connection: any DatabaseConnection) async throws -> ErasureReceipt

    /// The receipt of a tenant that was erased; nil when none was written.
    func receipt(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> ErasureReceipt?

    /// Has hosts let the tenant's requests wait, from when they hear of it, for `duration` at most.
    ///
    /// - Throws: `LifecycleError.unknownTenant`.
    func hold(_ tenant: TenantID, for duration: Duration, on connection: any DatabaseConnection) async throws

    /// Has hosts serve the tenant's requests again. Nothing happens when they do.
    func release(_ tenant: TenantID, on connection: any DatabaseConnection) async throws

    /// Notes that the tenant's database lies elsewhere, and has hosts serve its requests from there.
    ///
    /// - Throws: `LifecycleError.unknownTenant` when it did not lie at `source`.
    func relocate(
        _ tenant: TenantID, from source: Placement, to target: Placement, on connection: any DatabaseConnection
    ) async throws

    /// How far the tenant's database is migrated, as it was noted last; nil when there is no such tenant.
    func schema(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantSchema?

    /// Notes that the tenant's database has been brought to `schema`.
    func record(_ schema: TenantSchema, of tenant: TenantID, on connection: any DatabaseConnection) async throws
}

/// What a tenant's row begins with.
public struct TenantReservation: Sendable {
    public let id: TenantID
    public let slug: Slug
    public let name: String
    public let plan: String
    public let build: TenantBuild
    /// Whether nothing is made before an operator has approved.
    public let awaitsApproval: Bool

    public init(
        id: TenantID, slug: Slug, name: String, plan: String, build: TenantBuild, awaitsApproval: Bool = false
    ) {
        self.id = id
        self.slug = slug
        self.name = name
        self.plan = plan
        self.build = build
        self.awaitsApproval = awaitsApproval
    }
}

/// Where and how a tenant's database is made.
public struct TenantBuild: Sendable {
    public let placement: Placement
    /// The password of the tenant's own database role.
    public let password: Secret
    public let schema: TenantSchema

    public init(placement: Placement, password: Secret, schema: TenantSchema) {
        self.placement = placement
        self.password = password
        self.schema = schema
    }
}

/// What the lifecycle needs to know of a tenant.
public struct TenantRecord: Sendable, Equatable {
    public let id: TenantID
    public let status: TenantStatus
    public let placement: Placement

    public init(id: TenantID, status: TenantStatus, placement: Placement) {
        self.id = id
        self.status = status
        self.placement = placement
    }
}
