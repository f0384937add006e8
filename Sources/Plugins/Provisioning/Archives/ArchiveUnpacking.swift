import Contracts

/// What the jobs have in common that bring an archive back. Each takes it apart in a stage of its own, under its tenant and the job's id.
struct ArchiveUnpacking: Sendable {
    let dependencies: LifecycleDependencies
    let migration: TenantMigration
    let restorer: DatabaseRestorer
    let workspaces: (any WorkspaceArchiving)?
    let store: ArchiveStore
    let keys: ArchiveKeys
    let folder: SharedFolder

    /// Takes the archive apart, unless a program of this version cannot restore it.
    ///
    /// - Parameter key: nil looks for that of the archive's tenant.
    /// - Throws: `ArchiveFault`, `ArchiveError`.
    func unpack(_ source: ArchiveSource, under key: ArchiveKey?, _ run: any JobRun) async throws -> OpenedArchive {
        let storage = try await folder.require()
        let opener = if let key { key } else { try await knownKey(of: source, in: storage) }
        let stage = try await storage.makeStage(for: stageName(run), run: run.epoch)
        let archive = try await OpenedArchive.unpack(source, to: stage, under: opener, in: storage)
        try archive.requireRestorable(under: migration.schema)
        return archive
    }

    /// What an earlier step has taken apart.
    func unpacked(_ run: any JobRun) async throws -> OpenedArchive {
        let storage = try await folder.require()
        return try await OpenedArchive.read(storage.stage(for: stageName(run)), in: storage)
    }

    func removeStages(_ run: any JobRun) async throws { try await dependencies.archives.removeStages(of: stageName(run)) }

    private func knownKey(of source: ArchiveSource, in storage: any ArchiveStorage) async throws -> ArchiveKey {
        let label = try await storage.label(of: source)
        return try await dependencies.registry.withConnection { try await keys.find(label.keyID, on: $0) }
    }

    private func stageName(_ run: any JobRun) throws -> ArchiveName { ArchiveName(tenant: try run.tenantID, id: run.job) }
}
