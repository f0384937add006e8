import Contracts
import FoundationEssentials

/// A job that is this host's, for as long as nobody raises its epoch.
struct JobClaim: Sendable {
    let id: UUID
    let kind: String
    let tenant: TenantID?
    /// `running` or `undoing`.
    let state: JobState
    let stepsDone: Int
    let payload: JSONObject
    let requestedBy: String
    let epoch: Int
    let attempts: Int

    /// What the row of a job holds that was entered as claimed.
    init(entered order: JobOrder, stepsDone: Int) {
        id = order.id
        kind = order.kind
        tenant = order.tenant
        state = .running
        self.stepsDone = stepsDone
        payload = order.payload
        requestedBy = order.requestedBy
        epoch = 1
        attempts = 1
    }

    /// - Parameter row: with the columns that `JobStore.claim` returns.
    init(_ row: Row) throws {
        id = try row.decode("id")
        kind = try row.decode("kind")
        tenant = try row.decode("tenant_id")
        state = try row.decode("state")
        stepsDone = try row.decode("steps_done")
        requestedBy = try row.decode("requested_by", as: String?.self) ?? "system"
        epoch = try row.decode("epoch")
        attempts = try row.decode("attempts")
        guard case .object(let payload) = try JSONParser.parse(Array(row.decode("payload", as: String.self).utf8)) else {
            throw DatabaseError.decoding(column: "payload")
        }
        self.payload = payload
    }

    /// The same job after it was turned round with so many steps to undo.
    func turnedRound(left: Int) -> JobClaim { JobClaim(self, state: .undoing, stepsDone: left, epoch: epoch + 1) }

    private init(_ claim: JobClaim, state: JobState, stepsDone: Int, epoch: Int) {
        id = claim.id
        kind = claim.kind
        tenant = claim.tenant
        self.state = state
        self.stepsDone = stepsDone
        payload = claim.payload
        requestedBy = claim.requestedBy
        self.epoch = epoch
        attempts = claim.attempts
    }
}

/// The job has changed hands, or is turned round: what this host still does for it must not count.
struct JobLost: Error {}
