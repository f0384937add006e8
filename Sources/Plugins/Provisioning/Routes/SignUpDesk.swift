import Contracts
import FoundationEssentials

/// Takes registrations: a first one becomes an organization, or an application for one; a retry gets what the first one got.
struct SignUpDesk: Sendable {
    /// Where registrations go.
    enum Entrance: Sendable {
        /// They become organizations.
        case lifecycle(any TenantLifecycle)
        /// They wait for an operator.
        case approval(OperatorApproval)
    }

    let registry: any Database
    let jobs: any JobQueue
    let attempts: AttemptStore
    let identity: any IdentityService
    let cryptography: any Cryptography
    let entrance: Entrance

    /// - Parameter isAwaited: whether the client waits for the organization; otherwise it is left to a job.
    func register(_ order: TenantOrder, isAwaited: Bool) async throws -> SignUpOutcome {
        guard let attempt = order.attempt else { return try await first(order, isAwaited: isAwaited) }
        if let earlier = try await earlier(attempt) { return try await again(order, attempt, earlier, isAwaited: isAwaited) }
        do {
            return try await first(order, isAwaited: isAwaited)
        } catch SignUpError.inProgress {
            // The same key came twice at the same moment, and the other was faster.
            guard let earlier = try await earlier(attempt) else { throw SignUpError.inProgress }
            return try await again(order, attempt, earlier, isAwaited: isAwaited)
        }
    }

    private func first(_ order: TenantOrder, isAwaited: Bool) async throws -> SignUpOutcome {
        switch entrance {
        case .approval(let approval):
            let applied = try await approval.apply(order)
            return SignUpOutcome(state: .awaitingApproval(applied.tenant.id, applied.tenant.slug, applied.ownerAccount))
        case .lifecycle(let lifecycle):
            guard isAwaited else { return SignUpOutcome(state: .leftToJob(try await lifecycle.enqueue(order))) }
            let created = try await lifecycle.create(order)
            let session = try await identity.openSession(account: created.ownerAccount, tenant: created.tenant.id)
            return SignUpOutcome(state: .active(created.tenant.id, created.tenant.slug, session))
        }
    }

    private func earlier(_ attempt: SignUpAttempt) async throws -> EarlierAttempt? {
        try await registry.withConnection { try await attempts.find(attempt.keyCode, on: $0) }
    }

    /// Tokens are kept nowhere, so a retry gets new ones, and no more easily than by logging in: who has changed the password since,
    /// or was cut off, is not let in by what was sent before.
    private func again(
        _ order: TenantOrder, _ attempt: SignUpAttempt, _ earlier: EarlierAttempt, isAwaited: Bool
    ) async throws -> SignUpOutcome {
        guard cryptography.isEqual(attempt.requestCode, earlier.requestCode) else { throw SignUpError.keyReused }
        if let applicant = earlier.applicant {
            return SignUpOutcome(state: .awaitingApproval(earlier.tenant, earlier.slug, applicant), isRepeated: true)
        }
        guard earlier.status != .pending, earlier.status != .failed else {
            guard !isAwaited, let job = try await job(of: earlier.tenant) else { throw SignUpError.inProgress }
            return SignUpOutcome(state: .leftToJob(job), isRepeated: true)
        }
        let session = try await identity.openSession(
            email: order.ownerEmail, password: order.ownerPassword, tenant: earlier.tenant)
        return SignUpOutcome(state: .active(earlier.tenant, earlier.slug, session), isRepeated: true)
    }

    private func job(of tenant: TenantID) async throws -> UUID? {
        try await registry.withConnection { try await jobs.unfinished(TenantCreation.kindName, of: tenant, on: $0) }
    }
}

/// What came of a registration.
struct SignUpOutcome: Sendable {
    enum State: Sendable {
        /// The owner is logged in.
        case active(TenantID, Slug, SessionTokens)
        /// An operator looks at it first; the account is the owner's.
        case awaitingApproval(TenantID, Slug, UUID)
        /// The job goes on while nobody waits.
        case leftToJob(UUID)
    }

    let state: State
    /// Whether an earlier request had brought it about.
    var isRepeated = false
}
