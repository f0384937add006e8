internal import Contracts

/// Turns any error into what a client may be told of it. Nothing else in the host does.
enum ErrorMapping {
    /// What an error has to be judged by besides itself.
    struct Circumstances: Sendable {
        /// The request's deadline has passed.
        var isOverdue = false
        /// The host is stopping.
        var isStopping = false
        /// A tenant's database was in use, not only the registry's.
        var hasTenant = false
    }

    static func problem(for error: any Error, _ circumstances: Circumstances) -> Problem {
        switch error {
        case let error as DatabaseError: problem(for: error, circumstances)
        case let error as PoolError where !circumstances.hasTenant: problem(forRegistryPool: error)
        case let error as any HTTPRepresentable: error.problem
        case is DirectoryError: registryUnavailable
        case is CancellationError: abandoned(circumstances)
        default: internalError
        }
    }

    private static func problem(for error: DatabaseError, _ circumstances: Circumstances) -> Problem {
        switch error {
        case .connectionLost, .connectFailed: unavailable(circumstances)
        case .deadlineExceeded: overdue
        case .cancelled: abandoned(circumstances)
        case .decoding, .wrongDatabase: internalError
        case .server(let diagnostic):
            switch diagnostic.sqlState.errorClass {
            // Nobody asked for it, or the driver would say so: the statement's own time was up.
            case _ where diagnostic.sqlState == .queryCanceled: circumstances.hasTenant ? statementTimeout : overdue
            // The connection was to a server that has become a standby; the next one is not.
            case _ where diagnostic.sqlState == .readOnlyTransaction: unavailable(circumstances)
            // Out of resources, stopped by an operator, or the connection itself (PostgreSQL, appendix A).
            case "53", "57", "08": unavailable(circumstances)
            // Rolled back for the sake of another transaction: a deadlock, or changes that cannot be put in an order.
            case "40": concurrentChange
            default: internalError
            }
        }
    }

    /// Without a tenant the only pool is the registry's, whose troubles are not an organization's.
    private static func problem(forRegistryPool error: PoolError) -> Problem {
        error == .shuttingDown ? error.problem : registryUnavailable
    }

    /// The task was cancelled: by the deadline, by the host's stop or, when it is neither, because the client has gone.
    private static func abandoned(_ circumstances: Circumstances) -> Problem {
        if circumstances.isOverdue { return overdue }
        if circumstances.isStopping { return AccessRefusal.shuttingDown.problem }
        return Problem(.requestTimeout, "The request was given up before it was answered.")
    }

    private static func unavailable(_ circumstances: Circumstances) -> Problem {
        guard circumstances.hasTenant else { return registryUnavailable }
        return Problem(
            .databaseUnavailable, "The organization's database cannot be reached at the moment.", retryAfterSeconds: 1)
    }

    private static let registryUnavailable = Problem(
        .registryUnavailable, "The service cannot reach its registry at the moment.", retryAfterSeconds: 1)
    private static let statementTimeout = Problem(
        .statementTimeout, "A statement took longer than the organization's may.")
    private static let overdue = Problem(.requestDeadlineExceeded, "The request took longer than it may.")
    private static let concurrentChange = Problem(
        .concurrentChange, "Requests at the same time got in each other's way, and this one changed nothing. Send it again.",
        retryAfterSeconds: 1)
    private static let internalError = Problem(.internalError, "The request could not be completed.")
}
