import Contracts
import FoundationEssentials

/// How a tenant gets back what an archive of its own holds: the job `tenant.restore`. A database is made of the archive beside the one that
/// is served; when all of it is there and up to date, it takes that one's place while the tenant is cut off, which is then dropped.
///
/// Up to the swap whatever fails is undone, and the tenant has what it had.
struct TenantRestoration: Sendable {
    static let kindName = "tenant.restore"
    static let reason = "being restored from an archive"

    let unpacking: ArchiveUnpacking

    private var dependencies: LifecycleDependencies { unpacking.dependencies }
    private var migration: TenantMigration { unpacking.migration }
    private var store: ArchiveStore { unpacking.store }

    var kind: JobKind {
        JobKind(
            name: Self.kindName,
            steps: [
                JobStep("unpack", .repeatable(unpack), undo: .repeatable(unpacking.removeStages)),
                JobStep("restore_database", .repeatable(restore), undo: .repeatable(dropNext)),
                JobStep("migrate", .repeatable(migrate)),
                JobStep("fence", .inTransaction(fence), undo: .repeatable(open)),
                JobStep("cut_off", .repeatable(cutOff)),
                JobStep("swap", .inTransaction(swap), isPastReturn: true),
                JobStep("reopen", .repeatable(reopen)),
                JobStep("remove_former", .repeatable(removeFormer)),
            ],
            report: Self.report)
    }

    /// - Throws: `ArchiveError`, `LifecycleError`.
    func enter(
        _ id: UUID, of tenant: TenantID, actor: String, on connection: any DatabaseConnection
    ) async throws -> JobOrder {
        guard let record = try await dependencies.tenants.lockedRecord(of: tenant, on: connection) else {
            throw LifecycleError.unknownTenant
        }
        guard [.active, .suspended].contains(record.status) else {
            throw LifecycleError.invalidTransition(from: record.status, to: .suspended)
        }
        guard try await dependencies.jobs.unfinished(Self.kindName, of: tenant, on: connection) == nil else {
            throw ArchiveError.restoreRunning
        }
        try await TenantChanges(jobs: dependencies.jobs).requireNone(of: tenant, on: connection)
        let own = dependencies.names.placement(of: tenant, on: record.placement.server).database
        let payload = RestorePayload(archive: id, record: record, own: own)
        let job = JobOrder(kind: Self.kindName, tenant: tenant, payload: payload.json, requestedBy: actor)
        try await dependencies.jobs.enter(job, .queued, on: connection)
        let details = JSONObject([JSONMember("archive", .string(id.canonical))])
        try await dependencies.audit.record(
            AuditEntry(actor: actor, action: "tenant.restore_requested", tenant: tenant, details: details), on: connection)
        return job
    }

    private func unpack(_ run: any JobRun) async throws {
        let source = ArchiveSource.archive(ArchiveName(tenant: try run.tenantID, id: try RestorePayload(run.payload).archive))
        let archive = try await unpacking.unpack(source, under: nil, run)
        guard archive.manifest.tenant == run.tenant else { throw ArchiveError.unknown }
    }

    private func restore(_ run: any JobRun) async throws {
        let archive = try await unpacking.unpacked(run)
        let (_, next, password) = try await place(run)
        try await unpacking.restorer.fill(next, with: archive, password: password, RestoringSession(dependencies.databases, run))
    }

    /// The workspace's settings are those of the database, which the dump does not hold.
    private func migrate(_ run: any JobRun) async throws {
        let (_, next, password) = try await place(run)
        try await migration.apply(to: next, run)
        try await dependencies.databases.on(run).administration.withTenantConnection(to: next, password: password) { connection in
            try await connection.transaction { try await unpacking.workspaces?.settle(try run.tenantID, on: $0) }
        }
    }

    private func swap(_ run: any JobRun, on connection: any DatabaseConnection) async throws {
        let (tenant, payload) = (try run.tenantID, try RestorePayload(run.payload))
        try await store.swapDatabase(of: tenant, from: payload.former, to: payload.next, on: connection)
        try await dependencies.tenants.record(migration.schema, of: tenant, on: connection)
        if payload.wasActive {
            _ = try await dependencies.tenants.transition(tenant, from: [.suspended], to: .active, reason: nil, on: connection)
        }
        let details = JSONObject([JSONMember("archive", .string(payload.archive.canonical))])
        try await dependencies.audit.record(
            AuditEntry(actor: run.requestedBy, action: "tenant.restored_from_archive", tenant: tenant, details: details),
            on: connection)
        try await dependencies.changes.publish(.tenant(tenant), on: connection)
    }

    private func removeFormer(_ run: any JobRun) async throws {
        let (record, _, _) = try await place(run)
        let former = try RestorePayload(run.payload).former
        guard record.placement.database != former else { throw ArchiveError.unequal }
        try await dependencies.databases.on(run).drop(former, on: record.placement.server)
        try await unpacking.removeStages(run)
    }

    private static func report(_ error: any Error, step: String) -> any Error {
        switch error {
        case is ArchiveFault, is ArchiveError, is LifecycleError, is ChangeFeedError: error
        case DatabaseError.connectFailed: LifecycleError.noServer
        default: ArchiveError.restoreFailed
        }
    }
}

/// The time in which nobody is served.
extension TenantRestoration {
    private func fence(_ run: any JobRun, on connection: any DatabaseConnection) async throws {
        let tenant = try run.tenantID
        if try RestorePayload(run.payload).wasActive {
            _ = try await dependencies.tenants.transition(
                tenant, from: [.active], to: .suspended, reason: Self.reason, on: connection)
        }
        try await dependencies.changes.publish(.tenant(tenant), on: connection)
    }

    private func cutOff(_ run: any JobRun) async throws {
        try await TenantCutOff(dependencies: dependencies).complete(try await place(run).record)
    }

    /// Takes the cut-off back, unless somebody else has a reason of their own for it.
    private func open(_ run: any JobRun) async throws {
        let tenant = try run.tenantID
        try await run.transaction { connection in
            guard try RestorePayload(run.payload).wasActive, try await store.isFenced(tenant, by: Self.reason, on: connection)
            else {
                return
            }
            _ = try await dependencies.tenants.transition(tenant, from: [.suspended], to: .active, reason: nil, on: connection)
            try await dependencies.changes.publish(.tenant(tenant), on: connection)
        }
        try await reopen(run)
    }

    private func reopen(_ run: any JobRun) async throws {
        let tenant = try run.tenantID
        guard try await place(run).record.status == .active else { return }
        await dependencies.settle()
        dependencies.pools.reopen(tenant)
    }
}

extension TenantRestoration {
    /// The database is the job's own: the tenant is not in it.
    private func dropNext(_ run: any JobRun) async throws {
        let record: TenantRecord
        do { record = try await place(run).record } catch LifecycleError.unknownTenant { return }
        let next = try RestorePayload(run.payload).next
        guard record.placement.database != next else { return }
        try await dependencies.databases.on(run).drop(next, on: record.placement.server)
    }

    private func place(_ run: any JobRun) async throws -> (record: TenantRecord, next: Placement, password: Secret) {
        let (tenant, payload) = (try run.tenantID, try RestorePayload(run.payload))
        return try await dependencies.registry.withConnection { connection in
            guard let record = try await dependencies.tenants.record(of: tenant, on: connection) else {
                throw LifecycleError.unknownTenant
            }
            let next = Placement(server: record.placement.server, database: payload.next, role: record.placement.role)
            return (record, next, try await dependencies.tenants.password(of: tenant, on: connection))
        }
    }
}
