internal import Contracts

/// The codes that the driver itself acts upon or gives (PostgreSQL, appendix A).
extension SQLState {
    /// A prepared statement whose result would have other columns than when it was prepared, among other things.
    static let featureNotSupported = SQLState(rawValue: "0A000")
    /// A prepared statement one of whose parameters has a type that is there no more ("cache lookup failed for type"), among
    /// other things.
    static let internalError = SQLState(rawValue: "XX000")
    /// A prepared statement that the server does not hold.
    static let invalidStatementName = SQLState(rawValue: "26000")
    static let characterNotInRepertoire = SQLState(rawValue: "22021")
    static let programLimitExceeded = SQLState(rawValue: "54000")
    /// The server is starting, stopping or recovering.
    static let cannotConnectNow = SQLState(rawValue: "57P03")
}
