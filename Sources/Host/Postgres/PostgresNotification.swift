/// What another session sent by `NOTIFY` or `pg_notify`.
public struct PostgresNotification: Sendable, Equatable {
    public let channel: String
    /// Empty when none was given; below 8000 bytes.
    public let payload: String
}
