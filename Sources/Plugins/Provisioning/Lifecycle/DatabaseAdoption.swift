import Contracts
import Logging

/// Enters a tenant whose database another program made.
///
/// The database comes first, in one transaction, and the registry after it, in another: a tenant is never entered as half-made, and no
/// job that undoes a creation can get hold of this one. What a killed program leaves in the database is taken
/// away by the next attempt.
struct DatabaseAdoption: TenantAdoption {
    private static let advisoryLock: Int64 = 0x746D_6164_6F70_7400
    /// The schema is the other program's, and no version of ours.
    private static let schema = TenantSchema(version: 0, fingerprint: "adopted")

    let dependencies: LifecycleDependencies
    let workspaces: (any WorkspaceAdoption)?

    func adopt(_ order: AdoptionOrder) async throws -> CreatedTenant {
        guard let workspaces else { throw AdoptionError.unsupported }
        let id = TenantID.random()
        let role = dependencies.names.placement(of: id, on: order.server).role
        let candidate = Candidate(
            id: id, order: order, slug: try slug(for: order),
            placement: Placement(server: order.server, database: order.database, role: role),
            password: .random(dependencies.cryptography))
        let administration = dependencies.databases.administration
        return try await administration.withConnection(server: order.server, database: order.database) { admin in
            // Freed when the connection closes.
            _ = try await admin.query("SELECT pg_advisory_lock(\(Self.advisoryLock))")
            try await check(candidate)
            try await admin.transaction { connection in
                try await workspaces.release(on: connection)
                try await dependencies.databases.createRole(
                    candidate.placement, verifier: candidate.password.scramVerifier(), on: connection)
                try await workspaces.prepare(order.database, schema: order.schema, for: role, on: connection)
            }
            return try await register(candidate, otherwise: { try await admin.transaction(workspaces.release) })
        }
    }

    private func slug(for order: AdoptionOrder) throws -> Slug {
        guard let slug = order.slug else {
            return SlugMaker(cryptography: dependencies.cryptography).slug(for: order.organizationName)
        }
        guard !ReservedSlugs.contains(slug) else { throw LifecycleError.slugReserved }
        return slug
    }

    /// Asked before anything is changed; the constraints of the registry decide.
    private func check(_ candidate: Candidate) async throws {
        let order = candidate.order
        try await dependencies.registry.withConnection { connection in
            let rows = try await connection.query(
                "SELECT FROM tenant WHERE server = \(order.server) AND database_name = \(order.database)")
            guard rows.isEmpty else { throw AdoptionError.alreadyRegistered }
            guard try await !dependencies.tenants.isSlugTaken(candidate.slug, on: connection) else {
                throw LifecycleError.slugTaken
            }
        }
    }

    private func register(
        _ candidate: Candidate, otherwise undo: @Sendable () async throws -> Void
    ) async throws -> CreatedTenant {
        do {
            let hash: String? =
                if let password = candidate.order.ownerPassword { try await dependencies.identity.hash(password) } else { nil }
            let account = try await dependencies.registry.transaction { try await enter(candidate, passwordHash: hash, on: $0) }
            return candidate.created(account)
        } catch {
            // A commit whose answer was lost may have happened all the same.
            let record = try await dependencies.registry.withConnection { connection in
                try await dependencies.tenants.record(of: candidate.id, on: connection)
            }
            if record == nil { try await undo() }
            throw error
        }
    }

    private func enter(
        _ candidate: Candidate, passwordHash: String?, on connection: any DatabaseConnection
    ) async throws -> NewOwner {
        let order = candidate.order
        guard try await dependencies.placement.takePlace(on: order.server, within: connection) else {
            throw PlacementError.noServer
        }
        try await dependencies.tenants.reserve(
            TenantReservation(
                id: candidate.id, slug: candidate.slug, name: order.organizationName, plan: order.plan.name,
                build: TenantBuild(
                    placement: candidate.placement, password: candidate.password.secret, schema: Self.schema)),
            on: connection)
        let account = try await dependencies.identity.adoptOwner(
            email: order.ownerEmail, passwordHash: passwordHash, of: candidate.id, on: connection)
        guard let account else { throw AdoptionError.passwordNeeded }
        let owner = NewOwner(tenant: candidate.id, accountID: account, email: order.ownerEmail)
        try await admit(owner, to: candidate)
        _ = try await dependencies.tenants.transition(
            candidate.id, from: [.pending], to: .active, reason: nil, on: connection)
        let details = JSONObject([
            JSONMember("plan", .string(order.plan.name)), JSONMember("database", .string(order.database)),
        ])
        try await dependencies.audit.record(
            AuditEntry(actor: order.actor, action: "tenant.adopted", tenant: candidate.id, details: details), on: connection)
        try await dependencies.changes.publish(.tenant(candidate.id), on: connection)
        return owner
    }

    /// As the tenant's own role, which shows that it gets in.
    private func admit(_ owner: NewOwner, to candidate: Candidate) async throws {
        let member = WorkspaceMember(accountID: owner.accountID, email: owner.email, name: owner.name)
        try await dependencies.databases.administration.withTenantConnection(
            to: candidate.placement, password: candidate.password.secret
        ) { connection in
            try await dependencies.membership?.admit(member, on: connection)
        }
    }
}

/// A tenant that is being adopted.
private struct Candidate: Sendable {
    let id: TenantID
    let order: AdoptionOrder
    let slug: Slug
    let placement: Placement
    let password: RolePassword

    func created(_ owner: NewOwner) -> CreatedTenant {
        CreatedTenant(
            tenant: Tenant(
                id: id, slug: slug, name: order.organizationName, plan: order.plan, status: .active, placement: placement),
            ownerAccount: owner.accountID)
    }
}
