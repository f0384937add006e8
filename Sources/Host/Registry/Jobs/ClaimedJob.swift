import Contracts
import FoundationEssentials
import Synchronization

/// A job as its steps see it while it is this host's.
final class ClaimedJob: JobRun {
    /// How often progress is written at most.
    private static let reportInterval: Duration = .milliseconds(250)

    let claim: JobClaim
    let lent: (any Sendable)?
    private let store: JobStore
    private let registry: any Database
    private let saved: Mutex<JSONObject>
    private let reportedAt = Mutex<ContinuousClock.Instant?>(nil)

    init(_ claim: JobClaim, lent: (any Sendable)?, store: JobStore, registry: any Database) {
        self.claim = claim
        self.lent = lent
        self.store = store
        self.registry = registry
        saved = Mutex(claim.payload)
    }

    var job: UUID { claim.id }
    var epoch: Int { claim.epoch }
    var tenant: TenantID? { claim.tenant }
    var requestedBy: String { claim.requestedBy }
    var payload: JSONObject { saved.withLock { $0 } }

    func confirm() async throws { try await store.confirm(claim, in: registry) }

    func transaction<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await registry.transaction { connection in
            try await store.lock(claim, on: connection)
            return try await body(connection)
        }
    }

    func save(_ payload: JSONObject) async throws {
        try await store.write(store.payload(payload, of: claim), in: registry)
        saved.withLock { $0 = payload }
    }

    func report(_ progress: JobProgress) async throws {
        let now = ContinuousClock.now
        let isDue = reportedAt.withLock { last in
            if let last, last + Self.reportInterval > now, progress.done < progress.total { return false }
            last = now
            return true
        }
        if isDue { try await store.write(store.progress(progress, of: claim), in: registry) }
    }
}
