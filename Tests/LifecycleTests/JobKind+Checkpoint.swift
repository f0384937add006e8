import Contracts

@testable import ProvisioningPlugin

extension JobKind {
    /// The same kind with `checkpoint` at the end of every step that creates a tenant.
    func calling(_ checkpoint: @escaping @Sendable (CreationStep) async throws -> Void) -> JobKind {
        guard name == TenantCreation.kindName else { return self }
        let watched = steps.map { step in
            guard let perform = step.perform, let name = CreationStep(rawValue: step.name) else { return step }
            let action: JobAction =
                switch perform {
                case .inTransaction(let body):
                    .inTransaction { run, connection in
                        try await body(run, connection)
                        try await checkpoint(name)
                    }
                case .repeatable(let body):
                    .repeatable { run in
                        try await body(run)
                        try await checkpoint(name)
                    }
                }
            return JobStep(step.name, action, undo: step.undo, isPastReturn: step.isPastReturn)
        }
        return JobKind(name: name, steps: watched, resume: resume, turnRound: turnRound, report: report)
    }
}
