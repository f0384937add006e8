public import FoundationEssentials

/// Brings the databases of all active tenants to the schema of this program, as the job `fleet.migrate`.
public protocol FleetMigrations: Sendable {
    /// What a run would do, without doing anything.
    func plan(_ options: FleetOptions) async throws -> FleetPlan

    /// Enters a run. `JobQueue.run` carries out what was entered as claimed; `JobQueue.wake` has a host take what was queued.
    ///
    /// - Throws: `FleetError.alreadyRunning`.
    func enter(_ options: FleetOptions, _ start: JobStart, actor: String) async throws -> JobOrder

    /// Nil when there was no such run, or when it is so old that it was forgotten.
    func report(of run: UUID) async throws -> FleetReport?

    /// A page of the tenants that failed, in the order in which they did.
    func failures(of run: UUID, after position: FleetPosition?, limit: Int) async throws -> [FleetFailure]

    /// Somebody waits for the tenant: a run that is on takes it next. It costs one statement at most, and seldom that.
    func hurry(_ tenant: TenantID) async
}

/// Why a run was not entered, or stopped.
public enum FleetError: Error, Equatable, Sendable {
    case alreadyRunning
    /// One of those that go first failed, and no other was touched.
    case canaryFailed
    case budgetSpent(failed: Int, of: Int)
    /// One tenant's database was not migrated.
    case tenantFailed
}

extension FleetError: HTTPRepresentable {
    public var problem: Problem {
        switch self {
        case .alreadyRunning: Problem(.migrationRunning, "A migration of the fleet is on already.")
        case .canaryFailed:
            Problem(
                .migrationCanaryFailed,
                "An organization of the canary group could not be migrated, and the others were left as they are.")
        case .budgetSpent(let failed, let total):
            Problem(
                .migrationBudgetSpent, "\(failed) of \(total) organizations could not be migrated, which is more than may fail.")
        case .tenantFailed: Problem(.migrationFailed, "The organization's database could not be brought up to date.")
        }
    }
}
