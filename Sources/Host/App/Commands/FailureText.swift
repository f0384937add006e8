import Contracts
import Glibc

/// The sentence for a failure on the command line. The operator at the terminal may see more than a client, but no secret.
enum FailureText {
    static func describe(_ error: any Error) -> String {
        switch error {
        case let error as SettingsError: error.description
        case DatabaseError.server(let diagnostic): "PostgreSQL refused: \(diagnostic.message) (\(diagnostic.sqlState.rawValue))"
        case DatabaseError.connectFailed(.unreachable(let reason)): "PostgreSQL cannot be reached: \(reason)"
        case DatabaseError.connectFailed(.refused(let reason)): "PostgreSQL refused the connection: \(reason)"
        case DatabaseError.connectFailed(.timedOut): "PostgreSQL did not answer in time"
        case let failure as JobFailure: describe(failure.reason)
        case ArchiveFault.storage(let errno): "A file or folder of archives cannot be used: \(String(cString: strerror(errno)))"
        case let error as RequestFault: error.problem.detail
        case let error as any HTTPRepresentable: describe(error.problem)
        default: String(describing: error)
        }
    }

    /// With each field that is wrong.
    private static func describe(_ problem: Problem) -> String {
        ([problem.detail] + problem.faults.map { "\($0.field) \($0.message)." }).joined(separator: " ")
    }
}
