import Contracts
import FoundationEssentials

/// Takes registrations: a first one becomes an organization, or an application for one; a retry gets what the first one got.
struct SignUpDesk: Sendable {
    let registry: any Database
    let attempts: AttemptStore
    let identity: any IdentityService
    let cryptography: any Cryptography
    /// Makes the tenant, or enters it to await approval.
    let enter: @Sendable (TenantOrder) async throws -> CreatedTenant

    func register(_ order: TenantOrder) async throws -> SignUpOutcome {
        guard let attempt = order.attempt else { return try await first(order) }
        if let earlier = try await earlier(attempt) { return try await again(order, attempt, earlier) }
        do {
            return try await first(order)
        } catch SignUpError.inProgress {
            // The same key came twice at the same moment, and the other was faster.
            guard let earlier = try await earlier(attempt) else { throw SignUpError.inProgress }
            return try await again(order, attempt, earlier)
        }
    }

    private func first(_ order: TenantOrder) async throws -> SignUpOutcome {
        let created = try await enter(order)
        let tenant = created.tenant
        guard tenant.status == .active else {
            return SignUpOutcome(tenant: tenant.id, slug: tenant.slug, state: .awaitingApproval(created.ownerAccount))
        }
        let session = try await identity.openSession(account: created.ownerAccount, tenant: tenant.id)
        return SignUpOutcome(tenant: tenant.id, slug: tenant.slug, state: .active(session))
    }

    private func earlier(_ attempt: SignUpAttempt) async throws -> EarlierAttempt? {
        try await registry.withConnection { try await attempts.find(attempt.keyCode, on: $0) }
    }

    /// Tokens are kept nowhere, so a retry gets new ones, and no more easily than by logging in: who has changed the password since,
    /// or was cut off, is not let in by what was sent before.
    private func again(
        _ order: TenantOrder, _ attempt: SignUpAttempt, _ earlier: EarlierAttempt
    ) async throws -> SignUpOutcome {
        guard cryptography.isEqual(attempt.requestCode, earlier.requestCode) else { throw SignUpError.keyReused }
        if let applicant = earlier.applicant {
            return SignUpOutcome(
                tenant: earlier.tenant, slug: earlier.slug, state: .awaitingApproval(applicant), isRepeated: true)
        }
        guard earlier.status != .pending, earlier.status != .failed else { throw SignUpError.inProgress }
        let session = try await identity.openSession(
            email: order.ownerEmail, password: order.ownerPassword, tenant: earlier.tenant)
        return SignUpOutcome(tenant: earlier.tenant, slug: earlier.slug, state: .active(session), isRepeated: true)
    }
}

/// What came of a registration.
struct SignUpOutcome: Sendable {
    enum State: Sendable {
        /// The owner is logged in.
        case active(SessionTokens)
        /// An operator looks at it first; the account is the owner's.
        case awaitingApproval(UUID)
    }

    let tenant: TenantID
    let slug: Slug
    let state: State
    /// Whether an earlier request had brought it about.
    var isRepeated = false
}
