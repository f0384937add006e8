import Contracts
import FoundationEssentials

/// Erases a tenant: fence, database, role, registry rows, as the job `tenant.delete`. There is no way back once it has begun; what fails
/// is tried again, and it is said to be done only when it is.
struct TenantDeletion: Sendable {
    static let kindName = "tenant.delete"

    let dependencies: LifecycleDependencies
    let archives: ArchiveErasure

    var kind: JobKind {
        JobKind(
            name: Self.kindName,
            steps: [
                .entered("mark", isPastReturn: true),
                JobStep("cut_off", .repeatable(cutOff)),
                JobStep("remove_archives", .repeatable(removeArchives)),
                JobStep("remove_database", .repeatable(remove)),
                JobStep("erase_rows", .inTransaction { run, connection in _ = try await eraseRows(run, on: connection) }),
            ],
            report: Self.report)
    }

    /// What the transaction that begins a deletion leaves to be done after it.
    enum Entered: Sendable {
        case begun(JobOrder)
        /// It was begun before, and this job is to finish it.
        case unfinished(job: UUID)
        /// It is to begin later.
        case scheduled(TenantRecord, dueAt: String)
    }

    /// Marks the tenant as `deleting` and, once it is time, enters the job, unless it has one.
    func enter(_ tenant: TenantID, grace: Duration, actor: String) async throws -> Entered {
        try await dependencies.registry.transaction { connection in
            let request = try await dependencies.tenants.requestErasure(of: tenant, grace: grace, actor: actor, on: connection)
            // A move has two databases, of which a deletion would remove one.
            try await TenantChanges(jobs: dependencies.jobs).requireNoReplacement(of: tenant, on: connection)
            if let dueAt = request.dueAt {
                let details = JSONObject([JSONMember("due_at", .string(dueAt))])
                try await dependencies.audit.record(
                    AuditEntry(actor: actor, action: "tenant.deletion_scheduled", tenant: tenant, details: details), on: connection)
                try await dependencies.changes.publish(.tenant(tenant), on: connection)
                return .scheduled(request.record, dueAt: dueAt)
            }
            if let job = try await dependencies.jobs.unfinished(Self.kindName, of: tenant, on: connection) {
                return .unfinished(job: job)
            }
            return .begun(try await begin(tenant, .claimed, actor: actor, on: connection))
        }
    }

    /// Enters the job of a tenant that is `deleting`.
    func begin(
        _ tenant: TenantID, _ start: JobStart, actor: String, on connection: any DatabaseConnection
    ) async throws -> JobOrder {
        let order = JobOrder(kind: Self.kindName, tenant: tenant, requestedBy: actor)
        try await dependencies.jobs.enter(order, start, on: connection)
        try await dependencies.audit.record(
            AuditEntry(actor: actor, action: "tenant.deletion_started", tenant: tenant), on: connection)
        try await dependencies.changes.publish(.tenant(tenant), on: connection)
        return order
    }

    private func cutOff(_ run: any JobRun) async throws {
        if let record = try await record(run) { try await TenantCutOff(dependencies: dependencies).complete(record) }
    }

    private func removeArchives(_ run: any JobRun) async throws { try await archives.removeFiles(of: try run.tenantID) }

    /// Removes database and role, and looks whether anything else is left outside of the registry.
    func remove(_ run: any JobRun) async throws {
        guard let record = try await record(run) else { return }
        try await dependencies.databases.on(run).remove(record.placement)
        try await TenantErasure(dependencies: dependencies).requireNothingOutside(of: record)
    }

    /// Nil when a host of an earlier version, which knows no jobs, has erased the tenant meanwhile.
    private func record(_ run: any JobRun) async throws -> TenantRecord? {
        let tenant = try run.tenantID
        return try await dependencies.registry.withConnection { connection in
            try await dependencies.tenants.record(of: tenant, on: connection)
        }
    }

    /// Takes out what the registry holds of the tenant, and writes the receipt.
    ///
    /// - Returns: nil when a host of an earlier version, which knows no jobs, has done so meanwhile.
    func eraseRows(_ run: any JobRun, on connection: any DatabaseConnection) async throws -> ErasureReceipt? {
        let tenant = try run.tenantID
        guard let record = try await dependencies.tenants.record(of: tenant, on: connection) else { return nil }
        let receipt = try await TenantErasure(dependencies: dependencies).erase(record, actor: run.requestedBy, on: connection)
        try await dependencies.changes.publish(.tenant(tenant), on: connection)
        return receipt
    }

    private static func report(_ error: any Error, step: String) -> any Error {
        error is LifecycleError || error is ChangeFeedError ? error : LifecycleError.deletionIncomplete(step: step)
    }
}
