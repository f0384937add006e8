public import FoundationEssentials

/// Archives of tenants: made, listed, given out and brought back. The provisioning plugin lends it.
public protocol TenantArchives: Sendable {
    /// Has an archive made by a job, which nobody has to wait for.
    ///
    /// - Throws: `ArchiveError.exportRunning`, `LifecycleError`.
    func export(_ tenant: TenantID, actor: String) async throws -> TenantArchive

    /// The newest first.
    func list(of tenant: TenantID) async throws -> [TenantArchive]

    /// - Throws: `ArchiveError.unknown`, also for another tenant's.
    func archive(_ id: UUID, of tenant: TenantID) async throws -> TenantArchive

    /// Notes in the audit trail that the archive is given out.
    ///
    /// - Throws: `ArchiveError.unknown`, `.notReady`, `.expired`.
    func download(_ id: UUID, of tenant: TenantID, actor: String) async throws -> ArchiveDownload

    /// The key of the one archive, which opens no other. That it is given out is noted in the audit trail.
    ///
    /// - Throws: as above.
    func key(_ id: UUID, of tenant: TenantID, actor: String) async throws -> [UInt8]

    /// Makes a new tenant of an archive, by a job.
    ///
    /// - Throws: `ArchiveError`, `ArchiveFault`, `LifecycleError`, of what shows before the job begins.
    func importTenant(_ order: ImportOrder) async throws -> ImportedTenant

    /// Puts what the archive holds in place of what the tenant has, by a job.
    ///
    /// - Returns: the job's id.
    /// - Throws: `ArchiveError`, `LifecycleError`, of what shows before the job begins.
    func restore(_ id: UUID, of tenant: TenantID, actor: String) async throws -> UUID

    /// Restores tenants' newest archives into databases that are dropped again, one after the other, and compares them with what they say
    /// of themselves.
    ///
    /// - Parameter tenant: nil looks at every tenant that has an archive.
    /// - Throws: `ArchiveError.folderNotShared`.
    func verify(_ tenant: TenantID?, _ found: @Sendable (ArchiveFinding) async throws -> Void) async throws
}

/// What a tenant is to be made of an archive.
public struct ImportOrder: Sendable {
    public let source: ArchiveSource
    /// The key of the one archive; nil where this installation has its tenant's.
    public let key: [UInt8]?
    public let organizationName: String
    /// Nil makes one of the name.
    public let slug: Slug?
    public let plan: Plan
    /// An account that exists joins; another is made, and needs the password.
    public let ownerEmail: EmailAddress
    public let ownerPassword: Secret?
    public let actor: String

    public init(
        source: ArchiveSource, key: [UInt8]?, organizationName: String, slug: Slug?, plan: Plan, ownerEmail: EmailAddress,
        ownerPassword: Secret?, actor: String
    ) {
        self.source = source
        self.key = key
        self.organizationName = organizationName
        self.slug = slug
        self.plan = plan
        self.ownerEmail = ownerEmail
        self.ownerPassword = ownerPassword
        self.actor = actor
    }
}

/// A tenant that a job makes of an archive.
public struct ImportedTenant: Sendable, Equatable {
    public let tenant: TenantID
    public let slug: Slug
    public let job: UUID

    public init(tenant: TenantID, slug: Slug, job: UUID) {
        self.tenant = tenant
        self.slug = slug
        self.job = job
    }
}
