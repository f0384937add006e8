import Contracts
import Logging

/// Creates a tenant step by step, and undoes all of it when a step fails.
struct TenantCreation: Sendable {
    /// How many slugs are tried before giving up on a name.
    private static let slugAttempts = 5

    let dependencies: LifecycleDependencies
    let undoing: CreationUndo
    /// Called after each step; a test makes it throw.
    let checkpoint: @Sendable (CreationStep) async throws -> Void

    func create(_ order: TenantOrder) async throws -> CreatedTenant {
        let slug = try await firstSlug(for: order)
        guard let server = try await dependencies.databases.administration.placementServers().first else {
            throw LifecycleError.noServer
        }
        let id = TenantID.random()
        let draft = TenantDraft(
            id: id, order: order, placement: dependencies.names.placement(of: id, on: server),
            password: .random(dependencies.cryptography))
        let reserved: TenantDraft.Reserved
        do {
            reserved = try await reserve(draft, slug: slug)
        } catch let error as DatabaseError {
            // The commit may have happened and its answer been lost: the names must not stay taken for that.
            _ = await undoing.undo(draft.id, draft.placement)
            throw error
        }
        return try await finish(draft, reserved)
    }

    private func finish(_ draft: TenantDraft, _ reserved: TenantDraft.Reserved) async throws -> CreatedTenant {
        do {
            try await build(draft, owner: reserved.owner)
        } catch {
            let failure = error as? StepFailure ?? StepFailure(step: .createRole, reason: error)
            dependencies.logger.error(
                "A tenant could not be created.",
                metadata: ["tenant": "\(draft.id)", "step": "\(failure.step.rawValue)", "error": "\(failure.reason)"])
            // A commit whose answer was lost may have happened all the same.
            if await undoing.undo(draft.id, draft.placement) == .keptAsActive { return draft.created(reserved) }
            throw failure.reported
        }
        return draft.created(reserved)
    }

    /// The password is hashed while the server makes the database, each of which takes a core for a while.
    private func build(_ draft: TenantDraft, owner: NewOwner) async throws {
        try await step(.reserve) {}
        async let passwordHash = dependencies.identity.hash(draft.order.ownerPassword)
        try await makeDatabase(draft, owner)
        let hash: String
        do {
            hash = try await passwordHash
        } catch {
            throw StepFailure(step: .activate, reason: error)
        }
        try await step(.activate) { try await activate(draft, owner, passwordHash: hash) }
    }

    private func makeDatabase(_ draft: TenantDraft, _ owner: NewOwner) async throws {
        let databases = dependencies.databases
        try await databases.administer(draft.placement.server) { admin in
            try await step(.createRole) {
                try await databases.createRole(draft.placement, verifier: draft.password.scramVerifier(), on: admin)
            }
            try await step(.createDatabase) { try await databases.createDatabase(draft.placement, on: admin) }
        }
        try await step(.secureDatabase) { try await databases.secure(draft.placement) }
        try await step(.seed) { try await seed(draft, owner) }
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
                for seeder in seeders { try await seeder.seed(owner, on: connection) }
            }
        }
    }

    private func activate(_ draft: TenantDraft, _ owner: NewOwner, passwordHash: String) async throws {
        let entry = AuditEntry(
            actor: draft.order.actor, action: "tenant.created", tenant: draft.id,
            details: JSONObject([JSONMember("plan", .string(draft.order.plan.name))]))
        try await dependencies.registry.transaction { connection in
            try await dependencies.identity.setPassword(hash: passwordHash, of: owner.accountID, on: connection)
            _ = try await dependencies.tenants.transition(
                draft.id, from: [.pending], to: .active, reason: nil, on: connection)
            try await dependencies.audit.record(entry, on: connection)
            try await dependencies.changes.publish(.tenant(draft.id), on: connection)
        }
    }
}

extension TenantCreation {
    private func firstSlug(for order: TenantOrder) async throws -> Slug {
        guard let slug = order.slug else {
            return SlugMaker(cryptography: dependencies.cryptography).slug(for: order.organizationName)
        }
        guard !ReservedSlugs.contains(slug) else { throw LifecycleError.slugReserved }
        // Asked before the password is hashed, so that a conflict costs little; the reservation decides.
        guard try await !dependencies.registry.withConnection({ try await dependencies.tenants.isSlugTaken(slug, on: $0) }) else {
            throw LifecycleError.slugTaken
        }
        return slug
    }

    /// Takes slug and e-mail address in one transaction, before any database is made.
    private func reserve(_ draft: TenantDraft, slug first: Slug) async throws -> TenantDraft.Reserved {
        let maker = SlugMaker(cryptography: dependencies.cryptography)
        var slug = first
        for _ in 1..<Self.slugAttempts {
            do {
                return try await reserveOnce(draft, slug: slug)
            } catch LifecycleError.slugTaken where draft.order.slug == nil {
                slug = maker.alternative(for: draft.order.organizationName)
            }
        }
        return try await reserveOnce(draft, slug: slug)
    }

    private func reserveOnce(_ draft: TenantDraft, slug: Slug) async throws -> TenantDraft.Reserved {
        let reservation = TenantReservation(
            id: draft.id, slug: slug, name: draft.order.organizationName, plan: draft.order.plan.name,
            placement: draft.placement, password: draft.password.secret, schema: dependencies.databases.template.schema)
        return try await dependencies.registry.transaction { connection in
            try await dependencies.tenants.reserve(reservation, on: connection)
            let account = try await dependencies.identity.createOwner(
                email: draft.order.ownerEmail, of: draft.id, on: connection)
            return TenantDraft.Reserved(
                slug: slug,
                owner: NewOwner(
                    tenant: draft.id, accountID: account, email: draft.order.ownerEmail, name: draft.order.ownerName))
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
