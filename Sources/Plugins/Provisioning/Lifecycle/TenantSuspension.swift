import Contracts
import FoundationEssentials

/// Fences a tenant off and lets it come back: the jobs `tenant.suspend` and `tenant.resume`. Once the transition is made, every host hears
/// of it, and what is left cannot be undone, only repeated.
///
/// A suspension begins with the transition. A tenant that comes back first gets what the fleet was given while it was away: it stays
/// suspended when that fails.
struct TenantSuspension: Sendable {
    static let suspendKindName = "tenant.suspend"
    static let resumeKindName = "tenant.resume"

    let dependencies: LifecycleDependencies
    let migration: TenantMigration

    var kinds: [JobKind] {
        [
            JobKind(
                name: Self.suspendKindName,
                steps: [.entered("mark", isPastReturn: true), JobStep("cut_off", .repeatable(cutOff))]),
            JobKind(
                name: Self.resumeKindName,
                steps: [
                    JobStep("migrate", .repeatable(migrate)), JobStep("mark", .inTransaction(activate), isPastReturn: true),
                    JobStep("reopen", .repeatable(reopen)),
                ], report: Self.report),
        ]
    }

    func enterSuspension(of tenant: TenantID, reason: String, actor: String) async throws -> JobOrder {
        let order = JobOrder(kind: Self.suspendKindName, tenant: tenant, requestedBy: actor)
        let entry = AuditEntry(
            actor: actor, action: "tenant.suspended", tenant: tenant, details: JSONObject([JSONMember("reason", .string(reason))]))
        try await dependencies.registry.transaction { connection in
            try await dependencies.jobs.enter(order, .claimed, on: connection)
            try await change(tenant, from: .active, to: .suspended, reason: reason, entry, on: connection)
        }
        return order
    }

    /// What the transaction that begins a resumption leaves to be done after it.
    enum Entered: Sendable {
        case begun(JobOrder)
        /// Somebody asked for it before, and this job is to finish it. A second one would find the tenant active, and be tried again
        /// until it takes a later suspension back.
        case unfinished(job: UUID)

        var job: UUID {
            switch self {
            case .begun(let order): order.id
            case .unfinished(let job): job
            }
        }
    }

    /// - Throws: `LifecycleError.unknownTenant`, `.invalidTransition`.
    func enterResumption(of tenant: TenantID, actor: String, on connection: any DatabaseConnection) async throws -> Entered {
        guard let record = try await dependencies.tenants.lockedRecord(of: tenant, on: connection) else {
            throw LifecycleError.unknownTenant
        }
        guard record.status == .suspended else { throw LifecycleError.invalidTransition(from: record.status, to: .active) }
        // A suspension waits for nobody; what it is followed by would migrate a database that is being left.
        try await TenantChanges(jobs: dependencies.jobs).requireNoReplacement(of: tenant, on: connection)
        if let job = try await dependencies.jobs.unfinished(Self.resumeKindName, of: tenant, on: connection) {
            return .unfinished(job: job)
        }
        let order = JobOrder(kind: Self.resumeKindName, tenant: tenant, requestedBy: actor)
        try await dependencies.jobs.enter(order, .claimed, on: connection)
        return .begun(order)
    }

    private func change(
        _ tenant: TenantID, from status: TenantStatus, to next: TenantStatus, reason: String?, _ entry: AuditEntry,
        on connection: any DatabaseConnection
    ) async throws {
        _ = try await dependencies.tenants.transition(tenant, from: [status], to: next, reason: reason, on: connection)
        try await dependencies.audit.record(entry, on: connection)
        try await dependencies.changes.publish(.tenant(tenant), on: connection)
    }

    private func migrate(_ run: any JobRun) async throws {
        let tenant = try run.tenantID
        let (record, schema) = try await dependencies.registry.withConnection { connection in
            (
                try await dependencies.tenants.record(of: tenant, on: connection),
                try await dependencies.tenants.schema(of: tenant, on: connection)
            )
        }
        guard let record, let schema else { throw LifecycleError.unknownTenant }
        guard schema.isOutdated(for: migration.schema) else { return }
        try await migration.apply(to: record.placement, run)
        try await run.transaction { try await dependencies.tenants.record(migration.schema, of: tenant, on: $0) }
    }

    private func activate(_ run: any JobRun, on connection: any DatabaseConnection) async throws {
        let tenant = try run.tenantID
        // Its deletion may have begun while its database was migrated, and waits for nobody.
        guard try await dependencies.tenants.lockedRecord(of: tenant, on: connection)?.status == .suspended else { return }
        let entry = AuditEntry(actor: run.requestedBy, action: "tenant.activated", tenant: tenant)
        try await change(tenant, from: .suspended, to: .active, reason: nil, entry, on: connection)
    }

    /// What the caller learns: that his own time was up, that the server is away, or that the database could not be migrated.
    private static func report(_ error: any Error, step: String) -> any Error {
        switch error {
        case DatabaseError.deadlineExceeded, DatabaseError.cancelled, DatabaseError.connectFailed, DatabaseError.connectionLost:
            error
        case is DatabaseError, is MigrationError: FleetError.tenantFailed
        default: error
        }
    }

    private func cutOff(_ run: any JobRun) async throws {
        let tenant = try run.tenantID
        guard let record = try await record(of: tenant), record.status != .active else { return }
        try await TenantCutOff(dependencies: dependencies).complete(record)
        // Activated meanwhile, perhaps before the pool was closed.
        if try await self.record(of: tenant)?.status == .active { dependencies.pools.reopen(tenant) }
    }

    private func reopen(_ run: any JobRun) async throws {
        let tenant = try run.tenantID
        guard try await record(of: tenant)?.status == .active else { return }
        await dependencies.settle()
        dependencies.pools.reopen(tenant)
        if try await record(of: tenant)?.status != .active { await dependencies.pools.close(tenant) }
    }

    private func record(of tenant: TenantID) async throws -> TenantRecord? {
        try await dependencies.registry.withConnection { try await dependencies.tenants.record(of: tenant, on: $0) }
    }
}
