import Contracts
import FoundationEssentials

/// How a creation begins: the names are taken and the job is entered in one transaction, before any database is made.
struct TenantReservations: Sendable {
    /// How many slugs are tried before giving up on a name.
    private static let slugAttempts = 5

    let dependencies: LifecycleDependencies

    /// Judges the order and chooses where the tenant is to lie.
    func draft(_ order: TenantOrder) async throws -> TenantDraft {
        let slug = try await firstSlug(for: order)
        guard let server = try await dependencies.databases.administration.placementServers().first else {
            throw LifecycleError.noServer
        }
        let id = TenantID.random()
        return TenantDraft(
            id: id, job: UUID(), order: order, firstSlug: slug, placement: dependencies.names.placement(of: id, on: server),
            password: .random(dependencies.cryptography))
    }

    /// Takes slug and e-mail address.
    ///
    /// - Parameter passwordHash: stored along with them; nil leaves it to the job.
    func reserve(_ draft: TenantDraft, passwordHash: String? = nil, _ start: JobStart) async throws -> TenantDraft.Reserved {
        let maker = SlugMaker(cryptography: dependencies.cryptography)
        var slug = draft.firstSlug
        for _ in 1..<Self.slugAttempts {
            do {
                return try await reserve(draft, as: slug, passwordHash, start)
            } catch LifecycleError.slugTaken where draft.order.slug == nil {
                slug = maker.alternative(for: draft.order.organizationName)
            }
        }
        return try await reserve(draft, as: slug, passwordHash, start)
    }

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

    private func reserve(
        _ draft: TenantDraft, as slug: Slug, _ passwordHash: String?, _ start: JobStart
    ) async throws -> TenantDraft.Reserved {
        let order = draft.order
        let reservation = TenantReservation(
            id: draft.id, slug: slug, name: order.organizationName, plan: order.plan.name, placement: draft.placement,
            password: draft.password.secret, schema: dependencies.databases.template.schema)
        return try await dependencies.registry.transaction { connection in
            try await dependencies.tenants.reserve(reservation, on: connection)
            let owner = try await dependencies.identity.createOwner(email: order.ownerEmail, of: draft.id, on: connection)
            if let passwordHash {
                try await dependencies.identity.setPassword(hash: passwordHash, of: owner, on: connection)
            }
            let payload = CreationPayload(owner: owner, email: order.ownerEmail, name: order.ownerName, plan: order.plan.name)
            let job = draft.jobOrder(payload.json)
            try await dependencies.jobs.enter(job, start, on: connection)
            return TenantDraft.Reserved(slug: slug, owner: owner, job: job)
        }
    }
}
