/// A kind of work that outlives the host that does it: its steps are recorded in the registry one by one, and a job whose host died is
/// taken over by another, which finishes or undoes it. A plugin lends its kinds through `PluginServices.jobKinds`.
public struct JobKind: Sendable {
    /// `tenant.create`
    public let name: String
    /// In order. Those in front that have nothing to perform are done by the transaction that enters the job.
    public let steps: [JobStep]
    /// Asked before a run goes on without what the one who entered the job had to lend. What it throws has the job undone.
    public let resume: @Sendable (any JobRun) async throws -> Void
    /// Part of the transaction that turns the job round, after which it is undone and can no longer succeed.
    public let turnRound: @Sendable (any JobRun, any DatabaseConnection) async throws -> Void
    /// What callers, and the job's row by its code, are told of an error of the step of that name.
    public let report: @Sendable (_ error: any Error, _ step: String) -> any Error

    public init(
        name: String, steps: [JobStep], resume: @escaping @Sendable (any JobRun) async throws -> Void = { _ in },
        turnRound: @escaping @Sendable (any JobRun, any DatabaseConnection) async throws -> Void = { _, _ in },
        report: @escaping @Sendable (_ error: any Error, _ step: String) -> any Error = { error, _ in error }
    ) {
        self.name = name
        self.steps = steps
        self.resume = resume
        self.turnRound = turnRound
        self.report = report
    }
}
