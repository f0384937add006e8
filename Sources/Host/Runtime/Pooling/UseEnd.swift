internal import Contracts

/// What an error says of the connection that it came over.
enum UseEnd: Equatable {
    /// The socket is lost.
    case connectionLost
    /// The statement was cancelled or its time is up, or the task was cancelled.
    case interrupted
    /// Anything else; whether the connection is still good, resetting it will tell.
    case failed

    init(_ error: any Error) {
        switch error {
        case DatabaseError.connectionLost, DatabaseError.wrongDatabase: self = .connectionLost
        // Classes 08 and 57P: the server ends the connection (PostgreSQL, appendix A).
        case DatabaseError.server(let diagnostic) where Self.endsConnection(diagnostic.sqlState): self = .connectionLost
        case DatabaseError.cancelled, DatabaseError.deadlineExceeded, is CancellationError: self = .interrupted
        default: self = .failed
        }
    }

    /// A connection that takes no writes is to a server that is the primary no longer: another one leads to the server that is.
    private static func endsConnection(_ state: SQLState) -> Bool {
        state.errorClass == "08" || state.rawValue.hasPrefix("57P") || state == .readOnlyTransaction
    }
}
