/// Where a client program connects, and as whom.
public struct DatabaseLogin: Sendable {
    public enum Account: Sendable {
        /// The server's administrator.
        case administrator
        case role(String, password: Secret)
    }

    /// The server's name in the registry.
    public let server: String
    public let database: String
    public let account: Account
    /// What `pg_stat_activity` shows, by which the session of a job is known again and ended.
    public let applicationName: String

    public init(server: String, database: String, account: Account, applicationName: String = "tenant-manager") {
        self.server = server
        self.database = database
        self.account = account
        self.applicationName = applicationName
    }
}
