import Contracts
import FoundationEssentials
import Logging
import Synchronization

/// Begins runs, for operators and by itself, and tells of them.
final class FleetControl: FleetMigrations {
    /// How long the fleet is left alone after a run that left tenants behind. Operators may begin another at once.
    private static let pauseAfterFailure: Duration = .seconds(600)
    /// How long a tenant that was moved to the front is not moved again by this host, and how many of them are remembered.
    private static let hurryInterval: Duration = .seconds(5)
    private static let maxHurried = 4096

    private let dependencies: LifecycleDependencies
    private let store: FleetStore
    private let settings: MigrationSettings
    private let hurried = Mutex<[TenantID: ContinuousClock.Instant]>([:])

    init(dependencies: LifecycleDependencies, store: FleetStore, settings: MigrationSettings) {
        self.dependencies = dependencies
        self.store = store
        self.settings = settings
    }

    func plan(_ options: FleetOptions) async throws -> FleetPlan {
        let choices = FleetChoices(options, settings)
        return try await dependencies.registry.withConnection { [store] connection in
            FleetPlan(
                schema: store.schema, groups: try await store.groups(on: connection),
                canaries: try await store.canaries(choices.canary, on: connection),
                suspended: try await store.suspendedCount(on: connection))
        }
    }

    func enter(_ options: FleetOptions, _ start: JobStart, actor: String) async throws -> JobOrder {
        let choices = FleetChoices(options, settings)
        let order = JobOrder(kind: FleetMigration.kindName, tenant: nil, requestedBy: actor)
        let details = JSONObject([
            JSONMember("job", .string(order.id.canonical)), JSONMember("schema_version", .integer(store.schema.version)),
        ])
        do {
            try await dependencies.registry.transaction { [dependencies, store] connection in
                try await dependencies.jobs.enter(order, start, on: connection)
                try await store.enter(order.id, choices, on: connection)
                try await dependencies.audit.record(
                    AuditEntry(actor: actor, action: "fleet.migration_begun", details: details), on: connection)
            }
        } catch DatabaseError.server(let diagnostic) where diagnostic.constraint == "job_single_fleet_migration" {
            throw FleetError.alreadyRunning
        }
        return order
    }

    func report(of run: UUID) async throws -> FleetReport? {
        try await dependencies.registry.withConnection { [store] in try await store.report(of: run, on: $0) }
    }

    func failures(of run: UUID, after position: FleetPosition?, limit: Int) async throws -> [FleetFailure] {
        try await dependencies.registry.withConnection { [store] connection in
            try await store.failures(of: run, after: position, limit: limit, on: connection)
        }
    }

    func hurry(_ tenant: TenantID) async {
        guard shouldHurry(tenant) else { return }
        do {
            try await dependencies.registry.withConnection { [store] in try await store.hurry(tenant, on: $0) }
        } catch {
            dependencies.logger.debug(
                "A tenant was not moved to the front.", metadata: ["tenant": "\(tenant)", "error": "\(error)"])
        }
    }

    /// Has some host bring the fleet up to date, unless there is nothing to do or a run is on.
    ///
    /// - Parameter insists: also when a run has just left tenants behind, as at start: what kept it may be gone.
    func beginWhereNeeded(insists: Bool) async throws {
        let isNeeded = try await dependencies.registry.withConnection { [store] connection in
            guard try await store.hasOutdated(on: connection) else { return false }
            guard !insists else { return true }
            return try await !store.hasJustFailed(within: Self.pauseAfterFailure, on: connection)
        }
        guard isNeeded else { return }
        do {
            _ = try await enter(FleetOptions(), .queued, actor: "system")
            dependencies.jobs.wake()
        } catch FleetError.alreadyRunning {
            // It brings this program's schema, or ends and lets another come.
        }
    }

    private func shouldHurry(_ tenant: TenantID) -> Bool {
        let now = ContinuousClock.now
        return hurried.withLock { hurried in
            if let last = hurried[tenant], last + Self.hurryInterval > now { return false }
            if hurried.count >= Self.maxHurried { hurried = hurried.filter { $0.value + Self.hurryInterval > now } }
            guard hurried.count < Self.maxHurried else { return false }
            hurried[tenant] = now
            return true
        }
    }
}
