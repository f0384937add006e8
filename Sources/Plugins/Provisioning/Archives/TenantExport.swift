import Contracts
import FoundationEssentials

/// How an archive is made: the job `tenant.export`. What fails has all of it undone.
struct TenantExport: Sendable {
    static let kindName = "tenant.export"

    let dependencies: LifecycleDependencies
    let workspaces: (any WorkspaceArchiving)?
    let store: ArchiveStore
    let keys: ArchiveKeys
    let folder: SharedFolder
    /// How long an archive is kept that somebody asked for.
    let keptFor: Duration

    var kind: JobKind {
        JobKind(
            name: Self.kindName,
            steps: [
                .entered("reserve", undo: .inTransaction(discard)),
                JobStep("write", .repeatable(write), undo: .repeatable(removeFiles)),
                JobStep("publish", .inTransaction(publish)),
            ],
            report: Self.report)
    }

    /// Enters the job.
    ///
    /// - Throws: `ArchiveError.exportRunning`, `LifecycleError`.
    func enter(
        _ tenant: TenantID, _ kind: TenantArchive.Kind, actor: String, on connection: any DatabaseConnection
    ) async throws -> ArchiveName {
        guard let record = try await dependencies.tenants.lockedRecord(of: tenant, on: connection) else {
            throw LifecycleError.unknownTenant
        }
        guard Self.exportable.contains(record.status) else {
            throw LifecycleError.invalidTransition(from: record.status, to: .active)
        }
        try await TenantChanges(jobs: dependencies.jobs).requireNoReplacement(of: tenant, on: connection)
        let archive = ArchiveName(tenant: tenant, id: UUID())
        let job = JobOrder(
            kind: Self.kindName, tenant: tenant, payload: ExportPayload(archive: archive.id).json, requestedBy: actor)
        try await store.enter(archive, kind, job: job, on: connection)
        try await dependencies.jobs.enter(job, .queued, on: connection)
        let details = JSONObject([JSONMember("archive", .string(archive.id.canonical))])
        try await dependencies.audit.record(
            AuditEntry(actor: actor, action: "tenant.export_requested", tenant: tenant, details: details), on: connection)
        return archive
    }

    /// A tenant that is cut off for want of a payment gets its data all the same, by way of an operator.
    private static let exportable: Set<TenantStatus> = [.active, .suspended]

    private func write(_ run: any JobRun) async throws {
        let archive = ArchiveName(tenant: try run.tenantID, id: try ExportPayload(run.payload).archive)
        let (record, password, key) = try await dependencies.registry.withConnection { connection in
            guard let record = try await dependencies.tenants.record(of: archive.tenant, on: connection) else {
                throw LifecycleError.unknownTenant
            }
            return (
                record, try await dependencies.tenants.password(of: archive.tenant, on: connection),
                try await keys.require(of: archive.tenant, on: connection)
            )
        }
        guard Self.exportable.contains(record.status) else {
            throw LifecycleError.invalidTransition(from: record.status, to: .active)
        }
        let storage = try await folder.require()
        let stage = try await storage.makeStage(for: archive, run: run.epoch)
        let writer = StageWriter(
            dependencies: dependencies, workspaces: workspaces, storage: storage, stage: stage, run: run, record: record,
            password: password)
        let names = try await writer.write()
        try await run.confirm()
        var payload = try ExportPayload(run.payload)
        payload.packed = try await storage.pack(stage, names, as: archive, under: key)
        try await run.save(payload.json)
        try await storage.removeStages(of: archive)
    }

    private func publish(_ run: any JobRun, on connection: any DatabaseConnection) async throws {
        let payload = try ExportPayload(run.payload)
        guard let packed = payload.packed else { throw DatabaseError.decoding(column: "payload") }
        let archive = ArchiveName(tenant: try run.tenantID, id: payload.archive)
        try await store.finish(archive, packed, keptFor: keptFor, on: connection)
        let details = JSONObject([
            JSONMember("archive", .string(archive.id.canonical)), JSONMember("size_bytes", .number(JSONNumber(packed.size))),
        ])
        try await dependencies.audit.record(
            AuditEntry(actor: run.requestedBy, action: "tenant.exported", tenant: archive.tenant, details: details), on: connection)
    }

    private func removeFiles(_ run: any JobRun) async throws {
        try await folder.require().remove(ArchiveName(tenant: try run.tenantID, id: try ExportPayload(run.payload).archive))
    }

    private func discard(_ run: any JobRun, on connection: any DatabaseConnection) async throws {
        try await store.discard(
            ArchiveName(tenant: try run.tenantID, id: try ExportPayload(run.payload).archive), on: connection)
    }

    private static func report(_ error: any Error, step: String) -> any Error {
        switch error {
        case is ArchiveFault, is ArchiveError, is LifecycleError: error
        case DatabaseError.connectFailed: LifecycleError.noServer
        default: ExportFailed()
        }
    }
}

/// What the one who asked for an archive is told of whatever went wrong on the way.
struct ExportFailed: Error, HTTPRepresentable {
    var problem: Problem { Problem(.exportFailed, "The archive could not be made; nothing of it was kept.") }
}
