/// Brings a database to the schema that the program was built for.
public protocol Migrating: Sendable {
    /// Applies, in order, what `sets` hold and the database lacks, each migration in a transaction of its own. Programs that
    /// start at the same time wait for each other.
    ///
    /// - Throws: before anything is changed, when the database has a migration that the program does not know or knows differently.
    func migrate(_ sets: [MigrationSet], on connection: any DatabaseConnection) async throws
}

/// The migrations of one owner, in order.
public struct MigrationSet: Sendable, Equatable {
    /// `registry`, or the name of the plugin.
    public let owner: String
    public let migrations: [Migration]

    public init(owner: String, migrations: [Migration]) {
        self.owner = owner
        self.migrations = migrations
    }
}
