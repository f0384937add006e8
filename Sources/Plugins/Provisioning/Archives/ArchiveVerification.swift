import Contracts
import FoundationEssentials

/// Restores tenants' newest archives into databases that are dropped again, and looks whether all of each is there.
struct ArchiveVerification: Sendable {
    let dependencies: LifecycleDependencies
    let restorer: DatabaseRestorer
    let store: ArchiveStore
    let keys: ArchiveKeys
    let folder: SharedFolder
    let schema: TenantSchema

    /// - Parameter tenant: nil looks at every tenant that has an archive.
    func verify(_ tenant: TenantID?, _ found: @Sendable (ArchiveFinding) async throws -> Void) async throws {
        let storage = try await folder.require()
        let candidates = try await dependencies.registry.withConnection { try await store.newest(of: tenant, on: $0) }
        for candidate in candidates {
            var fault: String?
            if let archive = candidate.archive {
                do {
                    try await restore(ArchiveName(tenant: candidate.tenant, id: archive), in: storage)
                } catch let error as any HTTPRepresentable {
                    fault = error.problem.code.rawValue
                } catch let error where !(error is CancellationError) {
                    fault = "not restored: \(error)"
                }
            } else {
                fault = "there is no archive"
            }
            try await found(
                ArchiveFinding(tenant: candidate.tenant, slug: candidate.slug, createdAt: candidate.createdAt, fault: fault))
        }
    }

    private func restore(_ name: ArchiveName, in storage: any ArchiveStorage) async throws {
        // A stage of its own: the archive's own ones are its job's.
        let own = ArchiveName(tenant: name.tenant, id: UUID())
        do {
            let label = try await storage.label(of: .archive(name))
            let (record, password, key) = try await dependencies.registry.withConnection { connection in
                guard let record = try await dependencies.tenants.record(of: name.tenant, on: connection) else {
                    throw LifecycleError.unknownTenant
                }
                return (
                    record, try await dependencies.tenants.password(of: name.tenant, on: connection),
                    try await keys.find(label.keyID, on: connection)
                )
            }
            let stage = try await storage.makeStage(for: own, run: 1)
            let archive = try await OpenedArchive.unpack(.archive(name), to: stage, under: key, in: storage)
            try archive.requireRestorable(under: schema)
            try await compare(archive, record, password)
        } catch {
            try await storage.removeStages(of: own)
            throw error
        }
        try await storage.removeStages(of: own)
    }

    private func compare(_ archive: OpenedArchive, _ record: TenantRecord, _ password: Secret) async throws {
        // Always the same name, so that one which was left behind goes with the next look, and an erasure finds it.
        let name = dependencies.names.placement(of: record.id, on: record.placement.server).database + "v"
        let scratch = Placement(server: record.placement.server, database: name, role: record.placement.role)
        do {
            try await restorer.fill(scratch, with: archive, password: password, RestoringSession(dependencies.databases))
        } catch {
            try await dependencies.databases.drop(name, on: record.placement.server)
            throw error
        }
        try await dependencies.databases.drop(name, on: record.placement.server)
    }
}
