import Contracts
import Logging

/// Brings the databases of tenants that an earlier version made to the schema that new ones begin with.
///
/// Adopted databases are left alone: their tables are Twenty's.
struct TenantUpgrade: Sendable {
    /// A table that somebody holds delays an upgrade, and everybody behind the upgrade, by no more.
    private static let lockTimeout: SQL = "SET lock_timeout = '3s'"

    let dependencies: LifecycleDependencies
    let migrations: any Migrating
    let sets: [MigrationSet]

    private var schema: TenantSchema { dependencies.databases.template.schema }

    /// Upgrades one tenant after the other. Hosts that do so at the same time wait for each other, database by database. One that
    /// fails is logged and tried again by the next call.
    func sweep() async throws {
        let outdated = try await dependencies.registry.withConnection { connection in
            try await dependencies.tenants.outdated(for: schema, on: connection)
        }
        for record in outdated where !Task.isCancelled {
            do {
                try await upgrade(record)
            } catch {
                dependencies.logger.error(
                    "A tenant's database could not be upgraded.", metadata: ["tenant": "\(record.id)", "error": "\(error)"])
            }
        }
    }

    /// The tenant's own role makes, and so owns, what is new. Hosts let go of what they remember of the old tables.
    private func upgrade(_ record: TenantRecord) async throws {
        let placement = record.placement
        try await dependencies.databases.administration.withConnection(
            server: placement.server, database: placement.database
        ) { connection in
            try await connection.execute(script: "SET ROLE \(SQLIdentifier.quote(placement.role))")
            _ = try await connection.query(Self.lockTimeout)
            try await migrations.migrate(sets, on: connection)
        }
        try await dependencies.registry.transaction { connection in
            try await dependencies.tenants.record(schema, of: record.id, on: connection)
            try await dependencies.changes.publish(.tenant(record.id), on: connection)
        }
    }
}
