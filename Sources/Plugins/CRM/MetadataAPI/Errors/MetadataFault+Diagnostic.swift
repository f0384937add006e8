import Contracts

extension MetadataFault {
    /// What PostgreSQL's refusal of a statement of a change means; nil when it is no fault of the request's.
    init?(_ diagnostic: ServerDiagnostic) {
        switch diagnostic.sqlState {
        case .lockNotAvailable, .deadlockDetected: self = .busy
        default:
            // Data, integrity, name clashes, and limits such as the number of columns.
            guard ["22", "23", "42", "54"].contains(diagnostic.sqlState.errorClass) else { return nil }
            self = .rejected(diagnostic.message, .field)
        }
    }
}

extension SQLState {
    fileprivate static let lockNotAvailable = SQLState(rawValue: "55P03")
    fileprivate static let deadlockDetected = SQLState(rawValue: "40P01")
    static let notNullViolation = SQLState(rawValue: "23502")
}
