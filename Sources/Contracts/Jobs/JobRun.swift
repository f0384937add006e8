public import FoundationEssentials

/// A job as its steps see it while a host has it.
///
/// A host that was frozen for longer than its lease finds the job in another's hands. It can change nothing then: the registry refuses
/// it here, and elsewhere a step asks by `confirm` on a session that whoever takes the job over ends first.
public protocol JobRun: Sendable {
    var job: UUID { get }
    /// Raised whenever the job changes hands or is turned round; 1 for the host that has it first.
    var epoch: Int { get }
    var tenant: TenantID? { get }
    /// Who asked for it, for the audit trail.
    var requestedBy: String { get }
    /// As it was last saved. It is gone from the registry when the job has ended.
    var payload: JSONObject { get }
    /// What the one who entered the job gave along with `JobQueue.run`; nil on a host that took the job over.
    var lent: (any Sendable)? { get }

    /// - Throws: when the job has changed hands.
    func confirm() async throws

    /// A registry transaction that commits only while the job is this host's.
    func transaction<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result

    /// Replaces the payload.
    func save(_ payload: JSONObject) async throws

    /// Says how far the current step is. Written now and then, however often it is called.
    func report(_ progress: JobProgress) async throws
}

/// How far a step is: so many of so many, in whatever unit it counts.
public struct JobProgress: Sendable, Equatable {
    public let done: Int64
    public let total: Int64

    public init(done: Int64, total: Int64) {
        self.done = done
        self.total = total
    }
}
