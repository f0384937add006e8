import Contracts

extension JobError {
    /// What a job's row keeps of an error: the code of what is reported, and of what happened a text that quotes no value.
    init(_ error: any Error, reportedAs reported: any Error) {
        self.init(code: Self.code(of: reported).rawValue, text: Self.text(of: error))
    }

    private static func code(of error: any Error) -> ErrorCode {
        switch error {
        case let error as any HTTPRepresentable: error.problem.code
        case DatabaseError.connectFailed, DatabaseError.connectionLost: .databaseUnavailable
        case DatabaseError.deadlineExceeded: .requestDeadlineExceeded
        case DatabaseError.cancelled, is CancellationError: .requestTimeout
        default: .internalError
        }
    }

    private static func text(of error: any Error) -> String {
        switch error {
        case DatabaseError.server(let diagnostic): "PostgreSQL refused: \(diagnostic)"
        case let error as DatabaseError: String(describing: error)
        case let error as any HTTPRepresentable: error.problem.detail
        // Anything else might hold a value.
        default: String(describing: type(of: error))
        }
    }
}
