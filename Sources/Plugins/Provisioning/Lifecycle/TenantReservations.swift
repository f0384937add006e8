import Contracts
import Synchronization

/// Takes what makes a new tenant itself: its slug, its owner's e-mail address, and a database when the stock has one.
struct TenantReservations: Sendable {
    /// How many slugs are tried before giving up on a name.
    private static let slugAttempts = 5

    typealias Outcome = (draft: TenantDraft, reserved: TenantDraft.Reserved)

    let dependencies: LifecycleDependencies
    let stock: TenantStock
    let attempts: AttemptStore
    let undoing: CreationUndo

    /// Takes all of it in one transaction, before any database is made.
    func reserve(_ order: TenantOrder) async throws -> Outcome {
        let server = try await server()
        // The commit may happen and its answer be lost: what it was about must be known even then.
        let last = Mutex(draft(of: order, on: server))
        do {
            let outcome = try await withFreeSlug(for: order) { slug in
                try await dependencies.registry.transaction { connection in
                    let stocked = try await stock.claim(on: server, within: connection)
                    let draft = stocked.map { Self.draft(of: order, in: $0) } ?? draft(of: order, on: server)
                    last.withLock { $0 = draft }
                    return (draft, try await enter(draft, of: order, as: slug, on: connection))
                }
            }
            if outcome.draft.isReady { stock.isWanted() }
            return outcome
        } catch let error as DatabaseError {
            // The names must not stay taken for that.
            let draft = last.withLock { $0 }
            _ = await undoing.undo(draft.id, draft.placement)
            throw error
        }
    }

    /// Takes the names alone, for a tenant that nothing is made for before an operator has approved.
    ///
    /// - Parameter complete: what else belongs into the same transaction.
    func apply(
        _ order: TenantOrder,
        complete: @escaping @Sendable (TenantDraft.Reserved, any DatabaseConnection) async throws -> Void
    ) async throws -> Outcome {
        let draft = draft(of: order, on: try await server())
        return try await withFreeSlug(for: order) { slug in
            try await dependencies.registry.transaction { connection in
                let reserved = try await enter(draft, of: order, as: slug, awaitsApproval: true, on: connection)
                try await complete(reserved, connection)
                return (draft, reserved)
            }
        }
    }

    /// Asked before the password is hashed, so that a conflict costs little; the reservation decides.
    func check(_ slug: Slug?) async throws {
        guard let slug else { return }
        guard !ReservedSlugs.contains(slug) else { throw LifecycleError.slugReserved }
        guard try await !dependencies.registry.withConnection({ try await dependencies.tenants.isSlugTaken(slug, on: $0) }) else {
            throw LifecycleError.slugTaken
        }
    }

    func server() async throws -> String {
        guard let server = try await dependencies.databases.administration.placementServers().first else {
            throw LifecycleError.noServer
        }
        return server
    }

    /// Runs `body` with the slug that was asked for, or with others until one is free.
    private func withFreeSlug(
        for order: TenantOrder, _ body: (Slug) async throws -> Outcome
    ) async throws -> Outcome {
        try await check(order.slug)
        let maker = SlugMaker(cryptography: dependencies.cryptography)
        var slug = order.slug ?? maker.slug(for: order.organizationName)
        for _ in 1..<Self.slugAttempts {
            do {
                return try await body(slug)
            } catch LifecycleError.slugTaken where order.slug == nil {
                slug = maker.alternative(for: order.organizationName)
            }
        }
        return try await body(slug)
    }

    private func enter(
        _ draft: TenantDraft, of order: TenantOrder, as slug: Slug, awaitsApproval: Bool = false,
        on connection: any DatabaseConnection
    ) async throws -> TenantDraft.Reserved {
        // Before the names: to a retry, these are taken by itself.
        if let attempt = order.attempt { try await attempts.enter(attempt, of: draft.id, on: connection) }
        try await dependencies.tenants.reserve(
            TenantReservation(
                id: draft.id, slug: slug, name: order.organizationName, plan: draft.plan,
                build: draft.build(dependencies.databases.template.schema), awaitsApproval: awaitsApproval), on: connection)
        let account = try await dependencies.identity.createOwner(email: order.ownerEmail, of: draft.id, on: connection)
        return TenantDraft.Reserved(
            slug: slug,
            owner: NewOwner(tenant: draft.id, accountID: account, email: order.ownerEmail, name: order.ownerName))
    }

    private func draft(of order: TenantOrder, on server: String) -> TenantDraft {
        let id = TenantID.random()
        return TenantDraft(
            id: id, plan: order.plan.name, actor: order.actor, placement: dependencies.names.placement(of: id, on: server),
            password: .random(dependencies.cryptography), isReady: false)
    }

    private static func draft(of order: TenantOrder, in database: StockDatabase) -> TenantDraft {
        TenantDraft(
            id: database.id, plan: order.plan.name, actor: order.actor, placement: database.placement,
            password: database.password, isReady: true)
    }
}
