/// One step of a job.
public struct JobStep: Sendable {
    /// `create_database`
    public let name: String
    /// Nil for what the transaction that enters the job has done.
    public let perform: JobAction?
    /// Takes back what the step did, or began; nil where there is nothing to take back.
    public let undo: JobAction?
    /// From this step on the job is not undone any more: what fails is tried again until it succeeds.
    public let isPastReturn: Bool

    public init(_ name: String, _ perform: JobAction, undo: JobAction? = nil, isPastReturn: Bool = false) {
        self.init(name: name, perform: perform, undo: undo, isPastReturn: isPastReturn)
    }

    /// A step that is done when the job is entered.
    public static func entered(_ name: String, undo: JobAction? = nil, isPastReturn: Bool = false) -> JobStep {
        JobStep(name: name, perform: nil, undo: undo, isPastReturn: isPastReturn)
    }

    private init(name: String, perform: JobAction?, undo: JobAction?, isPastReturn: Bool) {
        self.name = name
        self.perform = perform
        self.undo = undo
        self.isPastReturn = isPastReturn
    }
}

/// What a step does, or what undoes it.
public enum JobAction: Sendable {
    /// Changes the registry alone, in the transaction that records the step: it happens once. To be short, as the job's row is locked.
    case inTransaction(@Sendable (any JobRun, any DatabaseConnection) async throws -> Void)
    /// Anything else. A host that dies between the deed and its record leaves it to be done again, so it must be repeatable.
    case repeatable(@Sendable (any JobRun) async throws -> Void)
}
