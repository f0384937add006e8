/// Why a statement did not succeed. Nothing here is for clients: `ErrorMapping` says what they see.
public enum DatabaseError: Error, Equatable, Sendable {
    /// PostgreSQL refused the statement.
    case server(ServerDiagnostic)
    /// The connection broke, before or while the statement ran.
    case connectionLost
    /// Connecting failed; the reason is libpq's, without any part of the connection string.
    case connectFailed(ConnectFailure)
    /// The deadline passed; the statement was cancelled.
    case deadlineExceeded
    /// The task was cancelled, and with it the statement.
    case cancelled
    /// A column is missing or does not hold what the program expects.
    case decoding(column: String)
    /// The connection turned out to be to another database than the one it was opened for.
    case wrongDatabase
}

public enum ConnectFailure: Equatable, Sendable {
    case unreachable(String)
    /// The server answered and refused, with its SQLSTATE when it gave one.
    case refused(String)
    case timedOut
}

/// What PostgreSQL says of a failed statement (`PQresultErrorField`).
public struct ServerDiagnostic: Equatable, Sendable {
    public let sqlState: SQLState
    public let message: String
    public let detail: String?
    public let constraint: String?
    public let table: String?
    public let column: String?

    public init(
        sqlState: SQLState, message: String, detail: String? = nil, constraint: String? = nil, table: String? = nil,
        column: String? = nil
    ) {
        self.sqlState = sqlState
        self.message = message
        self.detail = detail
        self.constraint = constraint
        self.table = table
        self.column = column
    }
}

extension ServerDiagnostic: CustomStringConvertible {
    /// What a log may show: PostgreSQL's message and detail can quote a statement's values, so they are left out unless they never do.
    public var description: String {
        let parts = [
            sqlState.rawValue, constraint.map { "constraint \($0)" }, table.map { "table \($0)" }, column.map { "column \($0)" },
            quotelessMessage,
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    /// The message, when it is of a class whose messages quote no values; otherwise nil.
    public var quotelessMessage: String? { Self.quotelessClasses.contains(sqlState.errorClass) ? message : nil }

    /// Connection, transaction state, missing objects and syntax, rollback, resources, operator, system and internal errors.
    private static let quotelessClasses: Set<Substring> = ["08", "25", "28", "3D", "40", "42", "53", "55", "57", "58", "XX"]
}

/// A five-character code (PostgreSQL, appendix A).
public struct SQLState: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let uniqueViolation = SQLState(rawValue: "23505")
    public static let invalidTextRepresentation = SQLState(rawValue: "22P02")
    public static let queryCanceled = SQLState(rawValue: "57014")
    public static let invalidCatalogName = SQLState(rawValue: "3D000")
    public static let objectInUse = SQLState(rawValue: "55006")
    /// Writing to a standby, or in a session that is set to read alone.
    public static let readOnlyTransaction = SQLState(rawValue: "25006")

    /// The class, the first two characters: `23` is an integrity violation, `22` bad data, `08` the connection.
    public var errorClass: Substring { rawValue.prefix(2) }
}
