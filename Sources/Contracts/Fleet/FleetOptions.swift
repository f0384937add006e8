/// How a run goes through the fleet. Nil leaves a choice to the settings.
public struct FleetOptions: Sendable, Equatable {
    /// What each may be.
    public static let workerRange = 1...64
    public static let canaryRange = 0...1000

    /// How many tenants are migrated at once.
    public var workers: Int?
    /// How many tenants go first, and stop the run when one of them fails.
    public var canary: Int?
    public var budget: FailureBudget?

    public init(workers: Int? = nil, canary: Int? = nil, budget: FailureBudget? = nil) {
        self.workers = workers
        self.canary = canary
        self.budget = budget
    }
}
