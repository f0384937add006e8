public import FoundationEssentials

/// Enters jobs, runs them and shows them. The host lends it; its own service runs those that wait or were left behind.
public protocol JobQueue: Sendable {
    /// How long a job rests at most when the host that has it dies, until another takes it over; more when none is there.
    var takeoverTime: Duration { get }

    /// Enters a job in the caller's registry transaction, so that it exists if and only if that commits.
    func enter(_ order: JobOrder, _ start: JobStart, on connection: any DatabaseConnection) async throws

    /// Runs a job that this host has entered as `claimed`, once the transaction has committed; returns when it has succeeded. When it
    /// changes hands meanwhile, that waits for the other host.
    ///
    /// - Parameter lent: what its steps need and no other host can have; nil has the kind's `resume` decide.
    /// - Throws: `JobFailure`.
    func run(_ order: JobOrder, lending lent: (any Sendable)?) async throws

    /// Sees a job of anybody's to its end: runs it here when it rests, and waits for the host that has it otherwise.
    ///
    /// - Throws: `JobFailure`.
    func finish(_ job: UUID) async throws

    /// The job of that kind that the tenant has and that has not ended.
    func unfinished(_ kind: String, of tenant: TenantID, on connection: any DatabaseConnection) async throws -> UUID?

    /// Has this host look for queued jobs now. To be called after the commit that entered one.
    func wake()

    func find(_ job: UUID) async throws -> Job?

    /// A page of jobs, the newest first, and how many the filter lets through in all.
    func list(_ filter: JobFilter, after position: JobPosition?, limit: Int) async throws -> (page: [Job], total: Int)
}

/// Who runs a job first.
public enum JobStart: Sendable {
    /// Whichever host comes first.
    case queued
    /// The host that enters it, which calls `run` next. Others leave it alone for as long as its lease lasts.
    case claimed
}

public struct JobOrder: Sendable {
    /// Random, so that nobody guesses it.
    public let id: UUID
    public let kind: String
    public let tenant: TenantID?
    public let payload: JSONObject
    /// As the audit trail names it: `operator:<key name>`, `cli`, `sign-up`, …
    public let requestedBy: String

    public init(id: UUID = UUID(), kind: String, tenant: TenantID?, payload: JSONObject = JSONObject(), requestedBy: String) {
        self.id = id
        self.kind = kind
        self.tenant = tenant
        self.payload = payload
        self.requestedBy = requestedBy
    }
}
