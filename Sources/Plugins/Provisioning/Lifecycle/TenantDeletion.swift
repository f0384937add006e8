import Contracts
import FoundationEssentials

/// Erases a tenant: fence, database, role, registry rows, as the job `tenant.delete`. There is no way back once it has begun; what fails
/// is tried again, and it is said to be done only when it is.
struct TenantDeletion: Sendable {
    static let kindName = "tenant.delete"

    let dependencies: LifecycleDependencies

    var kind: JobKind {
        JobKind(
            name: Self.kindName,
            steps: [
                .entered("mark", isPastReturn: true),
                JobStep("cut_off", .repeatable(cutOff)),
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
    }

    /// Marks the tenant as `deleting` and enters the job, unless it has one.
    func enter(_ tenant: TenantID, actor: String) async throws -> Entered {
        try await dependencies.registry.transaction { connection in
            // One that is pending is somebody's sign-up in progress.
            _ = try await dependencies.tenants.transition(
                tenant, from: [.active, .suspended, .failed, .deleting], to: .deleting, reason: nil, on: connection)
            if let job = try await dependencies.jobs.unfinished(Self.kindName, of: tenant, on: connection) {
                return .unfinished(job: job)
            }
            let order = JobOrder(kind: Self.kindName, tenant: tenant, requestedBy: actor)
            try await dependencies.jobs.enter(order, .claimed, on: connection)
            try await dependencies.audit.record(
                AuditEntry(actor: actor, action: "tenant.deletion_started", tenant: tenant), on: connection)
            try await dependencies.changes.publish(.tenant(tenant), on: connection)
            return .begun(order)
        }
    }

    private func cutOff(_ run: any JobRun) async throws {
        if let record = try await record(run) { try await TenantCutOff(dependencies: dependencies).complete(record) }
    }

    /// Removes database and role.
    func remove(_ run: any JobRun) async throws {
        if let record = try await record(run) { try await dependencies.databases.on(run).remove(record.placement) }
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
        guard try await dependencies.tenants.record(of: tenant, on: connection) != nil else { return nil }
        let accounts = try await dependencies.identity.eraseMemberships(of: tenant, on: connection)
        let receipt = try await dependencies.tenants.erase(tenant, erasedAccounts: accounts, on: connection)
        try await dependencies.audit.record(
            AuditEntry(actor: run.requestedBy, action: "tenant.deleted", tenant: tenant), on: connection)
        try await dependencies.changes.publish(.tenant(tenant), on: connection)
        return receipt
    }

    private static func report(_ error: any Error, step: String) -> any Error {
        error is LifecycleError || error is ChangeFeedError ? error : LifecycleError.deletionIncomplete(step: step)
    }
}
