import Contracts
import Logging

/// Creates a tenant step by step, and undoes all of it when a step fails.
struct TenantCreation: Sendable {
    let dependencies: LifecycleDependencies
    let reservations: TenantReservations
    let undoing: CreationUndo
    /// Called after each step; a test makes it throw.
    let checkpoint: @Sendable (CreationStep) async throws -> Void

    func create(_ order: TenantOrder) async throws -> CreatedTenant {
        let (draft, reserved) = try await reservations.reserve(order)
        try await finish(draft, reserved.owner) { try await dependencies.identity.hash(order.ownerPassword) }
        return CreatedTenant(
            tenant: Tenant(
                id: draft.id, slug: reserved.slug, name: order.organizationName, plan: order.plan, status: .active,
                placement: draft.placement),
            ownerAccount: reserved.owner.accountID)
    }

    /// Makes what the registry holds the names for already.
    ///
    /// - Parameter hashing: makes the hash of the owner's password; nil when the account has its password.
    func finish(
        _ draft: TenantDraft, _ owner: NewOwner, hashing: @escaping @Sendable () async throws -> String?
    ) async throws {
        do {
            try await build(draft, owner, hashing)
        } catch {
            let failure = error as? StepFailure ?? StepFailure(step: .createRole, reason: error)
            dependencies.logger.error(
                "A tenant could not be created.",
                metadata: ["tenant": "\(draft.id)", "step": "\(failure.step.rawValue)", "error": "\(failure.reason)"])
            // A commit whose answer was lost may have happened all the same.
            if await undoing.undo(draft.id, draft.placement) == .keptAsActive { return }
            throw failure.reported
        }
    }

    /// The password is hashed while the server makes the database, each of which takes a core for a while.
    private func build(
        _ draft: TenantDraft, _ owner: NewOwner, _ hashing: @escaping @Sendable () async throws -> String?
    ) async throws {
        try await step(.reserve) {}
        async let passwordHash = hashing()
        try await makeDatabase(draft, owner)
        let hash: String?
        do {
            hash = try await passwordHash
        } catch {
            throw StepFailure(step: .activate, reason: error)
        }
        try await step(.activate) { try await activate(draft, owner, passwordHash: hash) }
    }

    private func makeDatabase(_ draft: TenantDraft, _ owner: NewOwner) async throws {
        if !draft.isReady { try await cloneDatabase(draft) }
        try await step(.seed) { try await seed(draft, owner) }
    }

    private func cloneDatabase(_ draft: TenantDraft) async throws {
        let databases = dependencies.databases
        try await databases.administer(draft.placement.server) { admin in
            try await step(.createRole) {
                try await databases.createRole(draft.placement, verifier: draft.password.scramVerifier(), on: admin)
            }
            try await step(.createDatabase) { try await databases.createDatabase(draft.placement, on: admin) }
        }
        try await step(.secureDatabase) { try await databases.secure(draft.placement) }
    }

    /// Runs one step, and says of an error which step it was.
    private func step(_ step: CreationStep, _ body: () async throws -> Void) async throws {
        do {
            try await body()
            try await checkpoint(step)
        } catch {
            throw StepFailure(step: step, reason: error)
        }
    }

    private func seed(_ draft: TenantDraft, _ owner: NewOwner) async throws {
        let seeders = dependencies.seeders
        try await dependencies.databases.administration.withTenantConnection(
            to: draft.placement, password: draft.password.secret
        ) { connection in
            try await connection.transaction { connection in
                if !draft.isReady {
                    for seeder in seeders { try await seeder.prepare(draft.id, on: connection) }
                }
                for seeder in seeders { try await seeder.seed(owner, on: connection) }
            }
        }
    }

    private func activate(_ draft: TenantDraft, _ owner: NewOwner, passwordHash: String?) async throws {
        let entry = AuditEntry(
            actor: draft.actor, action: "tenant.created", tenant: draft.id,
            details: JSONObject([JSONMember("plan", .string(draft.plan))]))
        try await dependencies.registry.transaction { connection in
            if let passwordHash {
                try await dependencies.identity.setPassword(hash: passwordHash, of: owner.accountID, on: connection)
            }
            try await dependencies.applications.discard(draft.id, on: connection)
            _ = try await dependencies.tenants.transition(
                draft.id, from: [.pending], to: .active, reason: nil, on: connection)
            try await dependencies.audit.record(entry, on: connection)
            try await dependencies.changes.publish(.tenant(draft.id), on: connection)
        }
    }
}

/// The step at which a creation ended, and why.
private struct StepFailure: Error {
    let step: CreationStep
    let reason: any Error

    /// What the caller learns: that its own time was up, that the server is away, or which step failed.
    var reported: any Error {
        switch reason {
        case DatabaseError.deadlineExceeded, DatabaseError.cancelled, is CancellationError, is PasswordHasherError: reason
        case DatabaseError.connectFailed: LifecycleError.noServer
        default: LifecycleError.creationFailed(step: step.rawValue)
        }
    }
}
