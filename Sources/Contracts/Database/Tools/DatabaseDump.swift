/// What `pg_dump` is asked for.
public struct DatabaseDump: Sendable {
    public enum Contents: Sendable {
        case everything, schema, data
    }

    public enum Format: Sendable {
        /// Compressed, and read by `restore`.
        case custom
        /// A script of SQL.
        case plain
    }

    public let login: DatabaseLogin
    public let contents: Contents
    public let format: Format
    /// What `pg_export_snapshot` gave a transaction that is still open: the dump shows the database as that transaction sees it.
    public let snapshot: String?
    /// Patterns of tables that are left out (psql, "Patterns").
    public let excludedTables: [String]
    /// Patterns of tables whose rows are left out.
    public let excludedData: [String]
    public let timeLimit: Duration

    public init(
        login: DatabaseLogin, contents: Contents = .everything, format: Format = .custom, snapshot: String? = nil,
        excludedTables: [String] = [], excludedData: [String] = [], timeLimit: Duration = .seconds(3600)
    ) {
        self.login = login
        self.contents = contents
        self.format = format
        self.snapshot = snapshot
        self.excludedTables = excludedTables
        self.excludedData = excludedData
        self.timeLimit = timeLimit
    }
}
