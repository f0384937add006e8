internal import Contracts

/// What a failed connect says of the server and of the pool.
enum ConnectFault: Equatable, Sendable {
    /// The server cannot be reached.
    case unreachable
    /// The server did not answer in time. Each further try would cost as much time, so there is none.
    case silent
    /// The server is there and will not have this pool: a wrong password, a database that is gone; or the pool's target is
    /// not known.
    case refused

    init(_ error: any Error) {
        switch error {
        case DatabaseError.connectFailed(.timedOut), DatabaseError.deadlineExceeded: self = .silent
        case DatabaseError.connectFailed(.unreachable), DatabaseError.connectionLost: self = .unreachable
        // Class 57P: the server is starting or stopping (PostgreSQL, appendix A).
        case DatabaseError.connectFailed(.refused(let state)) where state.hasPrefix("57P"): self = .unreachable
        default: self = .refused
        }
    }
}
