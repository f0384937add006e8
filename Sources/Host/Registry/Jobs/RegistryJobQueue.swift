public import Contracts
public import FoundationEssentials
public import Logging
import Synchronization

/// The jobs in the registry, as one set of plugins enters and runs them.
public final class RegistryJobQueue: JobQueue {
    /// How often a job that another host has is looked at by who waits for it.
    private static let lookInterval: Duration = .milliseconds(50)

    private let registry: any Database
    private let bell: JobBell
    private let logger: Logger
    private let store: JobStore
    private let runner: JobRunner
    private let kinds = Mutex<[String: JobKind]>([:])

    /// - Parameter ended: told the kind of every job that ends in this process, and whether it succeeded or failed.
    public init(
        registry: any Database, settings: JobSettings, bell: JobBell, logger: Logger,
        ended: @escaping @Sendable (String, JobState) -> Void = { _, _ in }
    ) {
        self.registry = registry
        self.bell = bell
        self.logger = logger
        store = JobStore(settings: settings)
        runner = JobRunner(store: store, registry: registry, logger: logger, ended: ended)
    }

    /// Takes over what plugins lend, once they are made. Jobs of other kinds are left to other hosts.
    public func adopt(_ kinds: [JobKind]) {
        self.kinds.withLock { own in for kind in kinds { own[kind.name] = kind } }
    }

    public var takeoverTime: Duration { store.settings.lease + store.settings.pollInterval }

    public func enter(_ order: JobOrder, _ start: JobStart, on connection: any DatabaseConnection) async throws {
        let kind = try kind(order.kind)
        let done = kind.enteredSteps
        try await store.enter(order, start, done: done, next: kind.steps.dropFirst(done).first?.name, on: connection)
    }

    public func run(_ order: JobOrder, lending lent: (any Sendable)?) async throws {
        let kind = try kind(order.kind)
        let claim = JobClaim(entered: order, stepsDone: kind.enteredSteps)
        do {
            try await runner.run(claim, kind, lending: lent, whenCancelled: .undoes)
        } catch is JobLost {
            try await finish(order.id)
        }
    }

    public func finish(_ job: UUID) async throws {
        while true {
            guard let found = try await store.find(job, in: registry) else { throw JobUnknown(job: job) }
            switch found.state {
            case .succeeded: return
            case .failed: throw JobFailure(step: nil, reason: found.error ?? JobError.unexplained, isUndone: true)
            case .queued, .running, .undoing: break
            }
            guard let claim = try await store.claim(job, in: registry) else {
                try await Task.sleep(for: Self.lookInterval)
                continue
            }
            do {
                return try await runner.run(claim, try kind(claim.kind), lending: nil, whenCancelled: .releases)
            } catch is JobLost {
                continue
            } catch let failure as JobFailure where failure.isUndone {
                // Its row says why.
                continue
            }
        }
    }

    public func unfinished(_ kind: String, of tenant: TenantID, on connection: any DatabaseConnection) async throws -> UUID? {
        try await store.unfinished(kind, of: tenant, on: connection)
    }

    public func wake() { bell.ring() }

    public func find(_ job: UUID) async throws -> Job? { try await store.find(job, in: registry) }

    public func list(_ filter: JobFilter, after position: JobPosition?, limit: Int) async throws -> (page: [Job], total: Int) {
        try await store.list(filter, after: position, limit: limit, in: registry)
    }

    /// How many jobs have not ended, by every state that they may be in.
    public func unfinishedCounts() async throws -> [JobState: Int] { try await store.unfinishedCounts(in: registry) }

    /// Takes over up to `limit` jobs that wait or were left behind.
    func claim(_ limit: Int) async throws -> [JobClaim] {
        let names = kinds.withLock { Array($0.keys) }
        return names.isEmpty ? [] : try await store.claim(limit, of: names, in: registry)
    }

    /// Runs what was claimed. The log says how a job failed; nobody waits for it here.
    func carryOut(_ claim: JobClaim) async {
        guard let kind = try? kind(claim.kind) else { return }
        do {
            try await runner.run(claim, kind, lending: nil, whenCancelled: .releases)
        } catch let error where !(error is JobFailure || error is JobLost) {
            logger.error(
                "What became of a job could not be recorded.", metadata: ["job": "\(claim.id.canonical)", "error": "\(error)"])
        } catch {
            // Recorded and logged by the runner, or another host's concern.
        }
    }

    private func kind(_ name: String) throws -> JobKind {
        guard let kind = kinds.withLock({ $0[name] }) else { throw JobKindUnknown(name: name) }
        return kind
    }
}

/// No plugin that runs lends this kind.
struct JobKindUnknown: Error {
    let name: String
}

/// There is no such job: it was never entered, or the transaction that would have entered it did not commit.
struct JobUnknown: Error {
    let job: UUID
}

extension JobKind {
    /// How many steps the transaction does that enters a job.
    var enteredSteps: Int { steps.prefix { $0.perform == nil }.count }
}

extension JobError {
    /// Of a job that an earlier version left half-done.
    fileprivate static let unexplained = JobError(code: ErrorCode.provisioningFailed.rawValue, text: "")
}
