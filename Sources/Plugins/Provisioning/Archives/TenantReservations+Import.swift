import Contracts
import FoundationEssentials

extension TenantReservations {
    /// Takes the names of a tenant that is to be made of an archive, and enters the job.
    ///
    /// - Throws: `LifecycleError`, `ArchiveError.passwordNeeded`.
    func reserve(_ order: ImportOrder, from source: ArchiveSource) async throws -> ImportedTenant {
        let hash: String? = if let password = order.ownerPassword { try await dependencies.identity.hash(password) } else { nil }
        let draft = try await draft(
            TenantOrder(
                organizationName: order.organizationName, slug: order.slug, plan: order.plan, ownerEmail: order.ownerEmail,
                ownerPassword: order.ownerPassword ?? Secret(""), actor: order.actor))
        let sealedKey = try order.key.map {
            try dependencies.cryptography.seal($0, context: TenantImport.keyContext(of: draft.job))
        }
        return try await placing(on: draft.servers) { server in
            try await withFreeSlug(for: draft) { slug in
                try await dependencies.registry.transaction { connection in
                    try await takePlace(on: server, within: connection)
                    return try await enter(order, draft.placed(on: server), as: slug, hash, source, sealedKey, on: connection)
                }
            }
        }
    }

    private func enter(
        _ order: ImportOrder, _ draft: TenantDraft, as slug: Slug, _ hash: String?, _ source: ArchiveSource, _ sealedKey: [UInt8]?,
        on connection: any DatabaseConnection
    ) async throws -> ImportedTenant {
        try await dependencies.tenants.reserve(
            TenantReservation(
                id: draft.id, slug: slug, name: order.organizationName, plan: order.plan.name,
                build: draft.build(dependencies.databases.template.schema)), on: connection)
        let account = try await dependencies.identity.adoptOwner(
            email: order.ownerEmail, passwordHash: hash, of: draft.id, on: connection)
        guard let account else { throw ArchiveError.passwordNeeded }
        let payload = ImportPayload(
            source: source, sealedKey: sealedKey,
            owner: NewOwner(tenant: draft.id, accountID: account, email: order.ownerEmail), plan: order.plan.name)
        let job = JobOrder(
            id: draft.job, kind: TenantImport.kindName, tenant: draft.id, payload: payload.json, requestedBy: order.actor)
        try await dependencies.jobs.enter(job, .queued, on: connection)
        return ImportedTenant(tenant: draft.id, slug: slug, job: job.id)
    }
}
