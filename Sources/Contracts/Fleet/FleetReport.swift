public import FoundationEssentials

/// How far a run is, or how it ended.
public struct FleetReport: Sendable, Equatable {
    public let run: UUID
    public let schemaVersion: Int
    public let workers: Int
    public let canary: Int
    public let budget: FailureBudget
    public let counts: FleetCounts

    public init(run: UUID, schemaVersion: Int, workers: Int, canary: Int, budget: FailureBudget, counts: FleetCounts) {
        self.run = run
        self.schemaVersion = schemaVersion
        self.workers = workers
        self.canary = canary
        self.budget = budget
        self.counts = counts
    }
}

/// The tenants of a run, by how they stand in it.
public struct FleetCounts: Sendable, Equatable {
    public var waiting = 0
    public var running = 0
    public var done = 0
    public var failed = 0
    /// Those that the run found current, or suspended, or gone.
    public var skipped = 0

    public init() {}

    public var total: Int { finished + waiting + running }
    public var finished: Int { done + failed + skipped }
}

/// A tenant that a run could not migrate. It keeps the schema that it had.
public struct FleetFailure: Sendable, Equatable {
    public let tenant: TenantID
    public let slug: String
    public let attempts: Int
    public let error: JobError
    /// What the last attempt took.
    public let milliseconds: Int
    /// RFC 3339, UTC.
    public let finishedAt: String
    /// Its place in the list.
    public let position: FleetPosition

    public init(
        tenant: TenantID, slug: String, attempts: Int, error: JobError, milliseconds: Int, finishedAt: String,
        position: FleetPosition
    ) {
        self.tenant = tenant
        self.slug = slug
        self.attempts = attempts
        self.error = error
        self.milliseconds = milliseconds
        self.finishedAt = finishedAt
        self.position = position
    }
}

/// Where a list of failed tenants goes on.
public struct FleetPosition: Sendable, Equatable {
    /// The time as PostgreSQL writes it.
    public let finishedAt: String
    public let tenant: TenantID

    public init(finishedAt: String, tenant: TenantID) {
        self.finishedAt = finishedAt
        self.tenant = tenant
    }
}
