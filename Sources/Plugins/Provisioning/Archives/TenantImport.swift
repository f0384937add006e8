import Contracts
import FoundationEssentials

/// How a new tenant is made of an archive: the job `tenant.import`. What fails has all of it undone.
struct TenantImport: Sendable {
    static let kindName = "tenant.import"

    let creation: TenantCreation
    let unpacking: ArchiveUnpacking

    private var dependencies: LifecycleDependencies { unpacking.dependencies }
    private var migration: TenantMigration { unpacking.migration }

    var kind: JobKind {
        JobKind(
            name: Self.kindName,
            steps: [
                .entered("reserve", undo: .inTransaction(creation.freeNames)),
                JobStep("unpack", .repeatable(unpack), undo: .repeatable(removeStage)),
                JobStep("restore_database", .repeatable(restore), undo: .repeatable(creation.removeDatabase)),
                JobStep("migrate", .repeatable(migrate)),
                JobStep("settle", .repeatable(settle)),
                JobStep("activate", .inTransaction(activate), isPastReturn: true),
                // The tenant is there: what is left of its making goes, now or with the tenant.
                JobStep("clean_up", .repeatable(unpacking.removeStages)),
            ],
            turnRound: creation.markAsFailed, report: Self.report)
    }

    private func unpack(_ run: any JobRun) async throws {
        let payload = try ImportPayload(run.payload, of: run.tenantID)
        let key = try payload.sealedKey.map { sealed in
            ArchiveKey.archive(try dependencies.cryptography.open(sealed, context: Self.keyContext(of: run.job)))
        }
        let archive = try await unpacking.unpack(payload.source, under: key, run)
        try await dependencies.registry.withConnection { connection in
            guard try await !unpacking.store.isErased(archive.manifest.tenant, on: connection) else {
                throw ArchiveError.tenantErased
            }
        }
    }

    static func keyContext(of job: UUID) -> String { "tenant-import-key:\(job.canonical)" }

    private func restore(_ run: any JobRun) async throws {
        let archive = try await unpacking.unpacked(run)
        let (placement, password) = try await creation.place(of: run)
        try await unpacking.restorer.restore(
            archive, to: placement, password: password, RestoringSession(dependencies.databases, run))
        try await run.transaction { connection in
            try await dependencies.tenants.record(archive.manifest.schema, of: run.tenantID, on: connection)
        }
    }

    private func migrate(_ run: any JobRun) async throws {
        try await migration.apply(to: try await creation.place(of: run).placement, run)
        try await run.transaction { try await dependencies.tenants.record(migration.schema, of: run.tenantID, on: $0) }
    }

    /// Makes the workspace the tenant's own, and the owner a member of it.
    private func settle(_ run: any JobRun) async throws {
        let tenant = try run.tenantID
        let owner = try ImportPayload(run.payload, of: tenant).owner
        let (placement, password) = try await creation.place(of: run)
        let administration = dependencies.databases.on(run).administration
        try await administration.withTenantConnection(to: placement, password: password.secret) { connection in
            try await connection.transaction { connection in
                try await unpacking.workspaces?.settle(tenant, on: connection)
                try await dependencies.membership?.admit(
                    WorkspaceMember(accountID: owner.accountID, email: owner.email, name: owner.name), on: connection)
            }
        }
    }

    private func activate(_ run: any JobRun, on connection: any DatabaseConnection) async throws {
        let tenant = try run.tenantID
        let payload = try ImportPayload(run.payload, of: tenant)
        _ = try await dependencies.tenants.transition(tenant, from: [.pending], to: .active, reason: nil, on: connection)
        try await dependencies.audit.record(
            AuditEntry(
                actor: run.requestedBy, action: "tenant.imported", tenant: tenant,
                details: JSONObject([JSONMember("plan", .string(payload.plan))])), on: connection)
        try await dependencies.changes.publish(.tenant(tenant), on: connection)
        try await dependencies.changes.publish(.account(payload.owner.accountID), on: connection)
    }

    private func removeStage(_ run: any JobRun) async throws {
        try await dependencies.archives.removeAll(of: try run.tenantID)
    }

    private static func report(_ error: any Error, step: String) -> any Error {
        switch error {
        case is ArchiveFault, is ArchiveError: error
        case DatabaseError.connectFailed: LifecycleError.noServer
        default: LifecycleError.creationFailed(step: step)
        }
    }
}
