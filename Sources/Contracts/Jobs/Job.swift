public import FoundationEssentials

/// A job as it is shown. What it works with stays in its row.
public struct Job: Sendable, Equatable {
    public let id: UUID
    public let kind: String
    /// Nil where it is about no tenant, or about one that was erased since.
    public let tenant: TenantID?
    public let state: JobState
    /// The step that is being done or undone, or is next; nil when the job has ended.
    public let step: String?
    /// How many steps are done; while it is undone, how many are left to undo.
    public let stepsDone: Int
    public let progress: JobProgress?
    /// Why it is being undone or tried again, or why it failed.
    public let error: JobError?
    public let requestedBy: String?
    /// The host that has it; nil while it rests.
    public let host: String?
    /// How often a host has taken it up.
    public let attempts: Int
    /// RFC 3339, UTC, as are the other times.
    public let createdAt: String
    public let startedAt: String?
    public let finishedAt: String?
    /// Its place in a list.
    public let position: JobPosition

    public init(
        id: UUID, kind: String, tenant: TenantID?, state: JobState, step: String?, stepsDone: Int, progress: JobProgress?,
        error: JobError?, requestedBy: String?, host: String?, attempts: Int, createdAt: String, startedAt: String?,
        finishedAt: String?, position: JobPosition
    ) {
        self.id = id
        self.kind = kind
        self.tenant = tenant
        self.state = state
        self.step = step
        self.stepsDone = stepsDone
        self.progress = progress
        self.error = error
        self.requestedBy = requestedBy
        self.host = host
        self.attempts = attempts
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.position = position
    }
}

/// Where a job stands.
///
/// `queued` leads to `running`; that to `succeeded`, to `undoing`, or back to `queued` to be tried again; `undoing` to `failed`.
public enum JobState: String, Sendable, CaseIterable {
    case queued, running, undoing, succeeded, failed

    public var isEnd: Bool { self == .succeeded || self == .failed }
}

extension JobState: SQLDecodable { public init?(sqlText: String?) { self.init(rawValue: sqlText ?? "") } }

/// Where a list of jobs goes on: behind the job of that time and id.
public struct JobPosition: Sendable, Equatable {
    /// The time of creation as PostgreSQL writes it.
    public let createdAt: String
    public let id: UUID

    public init(createdAt: String, id: UUID) {
        self.createdAt = createdAt
        self.id = id
    }
}

/// Which jobs are wanted; nil lets all through.
public struct JobFilter: Sendable, Equatable {
    public var state: JobState?
    public var kind: String?
    public var tenant: TenantID?

    public init(state: JobState? = nil, kind: String? = nil, tenant: TenantID? = nil) {
        self.state = state
        self.kind = kind
        self.tenant = tenant
    }
}
