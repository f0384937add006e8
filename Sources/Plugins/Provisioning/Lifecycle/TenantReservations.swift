import Contracts
import FoundationEssentials
import Synchronization

/// How a creation begins: the names are taken, a database if the stock has one, and the job is entered, all in one transaction and
/// before any database is made.
struct TenantReservations: Sendable {
    /// How many slugs are tried before giving up on a name.
    private static let slugAttempts = 5

    let dependencies: LifecycleDependencies
    let stock: TenantStock
    let attempts: AttemptStore

    /// Judges the order and chooses where the tenant is to lie.
    func draft(_ order: TenantOrder) async throws -> TenantDraft {
        let slug = try await firstSlug(for: order)
        let servers = try await dependencies.placement.candidates(for: PlacementWish(region: order.region, plan: order.plan))
        guard let server = servers.first else { throw PlacementError.noServer }
        let id = TenantID.random()
        return TenantDraft(
            id: id, job: UUID(), order: order, firstSlug: slug, placement: dependencies.names.placement(of: id, on: server),
            servers: servers, password: .random(dependencies.cryptography))
    }

    /// Runs `body` with one server after the other until there is a place on one. Each is tried in a transaction of its own: who held
    /// places on several would wait for others who hold them the other way round.
    ///
    /// - Throws: `PlacementError.noServer`, and whatever `body` throws but `PlaceTaken`.
    func placing<Result>(on servers: [String], _ body: (String) async throws -> Result) async throws -> Result {
        for server in servers {
            do {
                return try await body(server)
            } catch is PlaceTaken {
                continue
            }
        }
        throw PlacementError.noServer
    }

    /// - Throws: `PlaceTaken`.
    func takePlace(on server: String, within connection: any DatabaseConnection) async throws {
        guard try await dependencies.placement.takePlace(on: server, within: connection) else { throw PlaceTaken() }
    }

    /// Takes slug, e-mail address and database.
    ///
    /// - Parameter passwordHash: stored along with them; nil leaves it to the job.
    /// - Throws: `ReservationInDoubt` when the registry failed.
    func reserve(
        _ draft: TenantDraft, passwordHash: String? = nil, _ start: JobStart
    ) async throws -> TenantDraft.Reserved {
        // The commit may happen and its answer be lost: what it was about must be known even then.
        let last = Mutex(draft)
        do {
            return try await placing(on: draft.servers) { server in
                try await withFreeSlug(for: draft) { slug in
                    try await dependencies.registry.transaction { connection in
                        try await takePlace(on: server, within: connection)
                        let stocked = try await stock.claim(on: server, within: connection)
                        let draft = stocked.map { draft.moved(to: $0) } ?? draft.placed(on: server)
                        last.withLock { $0 = draft }
                        return try await enter(draft, as: slug, passwordHash, start, on: connection)
                    }
                }
            }
        } catch let error as DatabaseError {
            throw ReservationInDoubt(draft: last.withLock { $0 }, reason: error)
        }
    }

    /// Takes the names alone, for a tenant that nothing is made for before an operator has approved.
    func apply(_ draft: TenantDraft, passwordHash: String) async throws -> CreatedTenant {
        let order = draft.order
        return try await withFreeSlug(for: draft) { slug in
            try await dependencies.registry.transaction { connection in
                let owner = try await enter(draft, as: slug, passwordHash, awaitsApproval: true, on: connection)
                try await dependencies.applications.enter(
                    NewOwner(tenant: draft.id, accountID: owner, email: order.ownerEmail, name: order.ownerName),
                    region: order.region, on: connection)
                try await dependencies.audit.record(
                    AuditEntry(actor: order.actor, action: "tenant.approval_requested", tenant: draft.id), on: connection)
                return draft.created(as: slug, owner: owner, status: .pending)
            }
        }
    }

    func firstSlug(for order: TenantOrder) async throws -> Slug {
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

    /// Runs `body` with the draft's slug or, when it was made of the name, with others until one is free.
    func withFreeSlug<Result>(for draft: TenantDraft, _ body: (Slug) async throws -> Result) async throws -> Result {
        let maker = SlugMaker(cryptography: dependencies.cryptography)
        var slug = draft.firstSlug
        for _ in 1..<Self.slugAttempts {
            do {
                return try await body(slug)
            } catch LifecycleError.slugTaken where draft.order.slug == nil {
                slug = maker.alternative(for: draft.order.organizationName)
            }
        }
        return try await body(slug)
    }

    private func enter(
        _ draft: TenantDraft, as slug: Slug, _ passwordHash: String?, _ start: JobStart, on connection: any DatabaseConnection
    ) async throws -> TenantDraft.Reserved {
        let owner = try await enter(draft, as: slug, passwordHash, on: connection)
        let job = draft.jobOrder(CreationPayload(owner: owner, of: draft).json)
        try await dependencies.jobs.enter(job, start, on: connection)
        return TenantDraft.Reserved(draft: draft, slug: slug, owner: owner, job: job)
    }

    /// - Returns: the owner's account.
    private func enter(
        _ draft: TenantDraft, as slug: Slug, _ passwordHash: String?, awaitsApproval: Bool = false,
        on connection: any DatabaseConnection
    ) async throws -> UUID {
        let order = draft.order
        // Before the names: to a retry, these are taken by itself.
        if let attempt = order.attempt { try await attempts.enter(attempt, of: draft.id, on: connection) }
        try await dependencies.tenants.reserve(
            TenantReservation(
                id: draft.id, slug: slug, name: order.organizationName, plan: order.plan.name,
                build: draft.build(dependencies.databases.template.schema), awaitsApproval: awaitsApproval), on: connection)
        let owner = try await dependencies.identity.createOwner(email: order.ownerEmail, of: draft.id, on: connection)
        if let passwordHash {
            try await dependencies.identity.setPassword(hash: passwordHash, of: owner, on: connection)
        }
        return owner
    }
}

/// The server was closed for new tenants, or its last place went to somebody else.
struct PlaceTaken: Error {}

/// The registry failed, perhaps after it had committed the reservation of this draft.
struct ReservationInDoubt: Error {
    let draft: TenantDraft
    let reason: DatabaseError
}
