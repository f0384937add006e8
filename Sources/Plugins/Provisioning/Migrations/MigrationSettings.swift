import Contracts

/// How tenants' databases are migrated.
struct MigrationSettings: Sendable, Equatable {
    /// How many tenants a run migrates at once.
    let workers: Int
    /// How many tenants go first.
    let canary: Int
    let budget: FailureBudget
    /// How long a statement waits for a lock that somebody holds, and so how long somebody else may wait behind it.
    let lockTimeout: Duration
    let statementTimeout: Duration
    /// How often a tenant is tried whose tables are locked or whose server is away.
    let attempts: Int

    init(_ decoder: inout SettingsDecoder) {
        workers = decoder.integer("workers", default: 4, in: FleetOptions.workerRange)
        canary = decoder.integer("canary", default: 3, in: FleetOptions.canaryRange)
        let text = decoder.string("failure_budget", default: "5%")
        if let budget = FailureBudget(text) {
            self.budget = budget
        } else {
            budget = .tenants(0)
            decoder.report(key: "failure_budget", FailureBudget.rule)
        }
        lockTimeout = .milliseconds(decoder.integer("lock_timeout_ms", default: 2_000, in: 1...60_000))
        statementTimeout = .seconds(decoder.integer("statement_timeout_seconds", default: 300, in: 1...86_400))
        attempts = decoder.integer("attempts", default: 5, in: 1...100)
    }
}
