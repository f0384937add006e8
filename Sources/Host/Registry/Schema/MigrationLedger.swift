import Contracts

/// The table of a database that says which migrations it has, and in which wording.
struct MigrationLedger: Sendable {
    struct Key: Hashable, Sendable {
        let owner: String
        let version: Int
    }

    /// The checksums of what was applied.
    private let checksums: [Key: String]

    /// Reads the ledger, and makes its table in a database that has none.
    static func read(on connection: any DatabaseConnection) async throws -> MigrationLedger {
        // Asking first keeps a role that may read but not create from failing on a database that is up to date.
        if try await !exists(on: connection) { try await connection.execute(script: table) }
        return try await entries(on: connection)
    }

    /// Reads the ledger; it is empty in a database that has none.
    static func readExisting(on connection: any DatabaseConnection) async throws -> MigrationLedger {
        try await exists(on: connection) ? try await entries(on: connection) : MigrationLedger(checksums: [:])
    }

    private static func exists(on connection: any DatabaseConnection) async throws -> Bool {
        let rows = try await connection.query("SELECT to_regclass('public.schema_migration') IS NOT NULL")
        return try rows.first?.decode(at: 0) ?? false
    }

    private static func entries(on connection: any DatabaseConnection) async throws -> MigrationLedger {
        let rows = try await connection.query("SELECT owner, version, checksum FROM public.schema_migration")
        let entries = try rows.map { row in
            (Key(owner: try row.decode(at: 0), version: try row.decode(at: 1)), try row.decode(at: 2, as: String.self))
        }
        return MigrationLedger(checksums: Dictionary(uniqueKeysWithValues: entries))
    }

    func checksum(of key: Key) -> String? { checksums[key] }

    /// The highest version that an owner has here; 0 for none.
    func latest(of owner: String) -> Int { checksums.keys.filter { $0.owner == owner }.map(\.version).max() ?? 0 }

    /// Enters a migration within the transaction that applies it.
    static func record(
        _ migration: Migration, of owner: String, checksum: String, on connection: any DatabaseConnection
    ) async throws {
        _ = try await connection.query(
            """
            INSERT INTO public.schema_migration (owner, version, name, checksum)
            VALUES (\(owner), \(migration.version), \(migration.name), \(checksum))
            """)
    }

    private static let table = """
        CREATE TABLE public.schema_migration (
            owner      text NOT NULL,
            version    integer NOT NULL CHECK (version > 0),
            name       text NOT NULL,
            -- SHA-256 of the script, in hexadecimal digits.
            checksum   text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (owner, version)
        )
        """
}
