/// What is wrong with a server of tenants' databases, or with what is wanted of it.
public enum ServerError: Error, Equatable, Sendable {
    /// Neither the settings nor an operator have given a server this name.
    case unknownServer(String)
    /// A tenant or an operator needs a connection to a server that is closed.
    case closed(String)
    case exists(String)
    /// The settings say how it is reached, and that it is there.
    case inSettings(String)
    case hasTenants(String, count: Int)
    case notClosed(String)
    /// Somebody else changed it while it was tried.
    case changedMeanwhile(String)
    case unreachable(String)
    /// The server lets its administrator not in, with its SQLSTATE or the reason.
    case refused(String)
    case unsuitable(Unfitness)
    /// A server is to be logged into elsewhere, or otherwise, and the administrator's password for that was not given.
    case passwordNeeded
    /// The registry's row leads elsewhere than when the administrator's password was given: somebody else has changed it.
    case passwordSealedOtherwise(String)

    /// Why a server that answers cannot hold tenants' databases.
    public enum Unfitness: Equatable, Sendable {
        case tooOld(found: String)
        /// The administrator's role may create no databases or no roles.
        case powerless
        /// A standby, or a server that is set to take no writes.
        case readOnly
    }
}

extension ServerError: HTTPRepresentable {
    public var problem: Problem {
        switch self {
        case .unknownServer(let name): Problem(.serverNotFound, "There is no database server named '\(name)'.")
        case .closed(let name): Problem(.databaseUnavailable, "The database server '\(name)' is closed.")
        case .exists(let name): Problem(.serverExists, "There is a database server named '\(name)' already.")
        case .inSettings(let name):
            Problem(
                .serverInSettings,
                "The settings file says how '\(name)' is reached. Change it there and restart the hosts; state, weight, capacity and "
                    + "region can be changed here.")
        case .hasTenants(let name, let count):
            Problem(
                .serverInUse, "'\(name)' has \(count == 1 ? "1 tenant" : "\(count) tenants"): it can be closed when it has none.",
                extensions: [JSONMember("tenants", .integer(count))])
        case .passwordNeeded:
            Problem(
                .validationFailed, "The server is to be logged into elsewhere, or otherwise.",
                faults: [
                    FieldFault(
                        field: "admin_password", message: "is required when host, port, sslmode, sslrootcert or admin_user change")
                ])
        case .passwordSealedOtherwise(let name):
            Problem(
                .databaseUnavailable,
                "The administrator's password for the database server '\(name)' was given for another address: give it anew.")
        case .notClosed(let name): Problem(.serverNotClosed, "'\(name)' can be removed when it is closed.")
        case .changedMeanwhile(let name):
            Problem(.concurrentChange, "'\(name)' was changed by somebody else at the same time. Look again.", retryAfterSeconds: 1)
        case .unreachable(let reason): Problem(.serverUnreachable, "The server cannot be reached: \(reason).")
        case .refused(let reason): Problem(.serverRefused, "The server does not let its administrator in: \(reason).")
        case .unsuitable(let unfitness): Problem(.serverUnsuitable, unfitness.sentence)
        }
    }
}

extension ServerError.Unfitness {
    /// `CREATE DATABASE … STRATEGY` came with this version.
    public static let oldestVersion = 15

    fileprivate var sentence: String {
        switch self {
        case .tooOld(let found): "The server is PostgreSQL \(found); \(Self.oldestVersion) or later is needed."
        case .powerless: "The administrator's role must be allowed to create databases and roles."
        case .readOnly: "The server takes no writes: it is a standby, or set to be read-only."
        }
    }
}
