import Contracts

/// A run through the fleet: the job `fleet.migrate`. It is never undone: what is migrated stays so when the run stops.
///
/// Tenants that have this program's schema are not connected to, because the registry says that they have it.
struct FleetMigration: Sendable {
    static let kindName = "fleet.migrate"

    let dependencies: LifecycleDependencies
    let store: FleetStore
    let migration: TenantMigration

    var kind: JobKind {
        JobKind(
            name: Self.kindName,
            steps: [
                JobStep("plan", .inTransaction(plan)),
                JobStep("canary", .repeatable(migrateCanaries)),
                JobStep("rest", .repeatable(migrateRest)),
            ],
            resume: takeOver)
    }

    private func takeOver(_ run: any JobRun) async throws {
        try await run.transaction { try await store.takeOver(run.job, on: $0) }
    }

    private func plan(_ run: any JobRun, on connection: any DatabaseConnection) async throws {
        try await store.plan(run.job, canary: try await store.choices(of: run.job, on: connection).canary, on: connection)
    }

    private func migrateCanaries(_ run: any JobRun) async throws {
        let queue = try await queue(run)
        try await queue.work(canariesOnly: true)
        let hasFailed = try await dependencies.registry.withConnection { try await store.hasFailedCanary(run.job, on: $0) }
        guard !hasFailed else { throw FleetError.canaryFailed }
        try queue.requireBudget()
    }

    private func migrateRest(_ run: any JobRun) async throws {
        let queue = try await queue(run)
        try await queue.work(canariesOnly: false)
        try queue.requireBudget()
    }

    private func queue(_ run: any JobRun) async throws -> FleetQueue {
        let (choices, counts) = try await dependencies.registry.withConnection { connection in
            (try await store.choices(of: run.job, on: connection), try await store.counts(of: run.job, on: connection))
        }
        return FleetQueue(run, choices, counts: counts, store: store, migration: migration, dependencies: dependencies)
    }
}
