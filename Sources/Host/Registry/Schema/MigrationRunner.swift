public import Contracts

/// Applies migrations to a database under an advisory lock, each in a transaction of its own with its entry in the ledger.
public struct MigrationRunner: Migrating {
    private let cryptography: any Cryptography

    public init(cryptography: any Cryptography) { self.cryptography = cryptography }

    /// - Throws: `MigrationError`, or `DatabaseError` of the migration that failed; those before it stay.
    public func migrate(_ sets: [MigrationSet], on connection: any DatabaseConnection) async throws {
        for set in sets {
            guard set.migrations.map(\.version).elementsEqual(1..<set.migrations.count + 1) else {
                throw MigrationError.disordered(owner: set.owner)
            }
        }
        _ = try await connection.query("SELECT pg_advisory_lock(\(AdvisoryLock.migration))")
        do {
            try await applyPending(of: sets, on: connection)
        } catch {
            // The session may be what failed, and its end frees the lock as well.
            _ = try? await connection.query("SELECT pg_advisory_unlock(\(AdvisoryLock.migration))")
            throw error
        }
        _ = try await connection.query("SELECT pg_advisory_unlock(\(AdvisoryLock.migration))")
    }

    /// The names of the migrations that the database lacks, without changing anything.
    ///
    /// - Throws: `MigrationError` when it has one that the program does not know or knows differently.
    public func pending(of sets: [MigrationSet], on connection: any DatabaseConnection) async throws -> [String] {
        let ledger = try await MigrationLedger.readExisting(on: connection)
        for set in sets { try check(set, against: ledger) }
        return sets.flatMap { set in
            set.migrations.filter { ledger.checksum(of: .init(owner: set.owner, version: $0.version)) == nil }
                .map { "\(set.owner) \($0.name)" }
        }
    }

    private func applyPending(of sets: [MigrationSet], on connection: any DatabaseConnection) async throws {
        let ledger = try await MigrationLedger.read(on: connection)
        // All is checked before anything is changed.
        for set in sets { try check(set, against: ledger) }
        for set in sets {
            for migration in set.migrations where ledger.checksum(of: .init(owner: set.owner, version: migration.version)) == nil {
                try await apply(migration, of: set.owner, on: connection)
            }
        }
    }

    private func check(_ set: MigrationSet, against ledger: MigrationLedger) throws(MigrationError) {
        let latest = ledger.latest(of: set.owner)
        guard latest <= set.migrations.count else { throw .newerThanProgram(owner: set.owner, version: latest) }
        for migration in set.migrations {
            let recorded = ledger.checksum(of: .init(owner: set.owner, version: migration.version))
            guard recorded == nil || recorded == checksum(of: migration) else {
                throw .altered(owner: set.owner, version: migration.version)
            }
        }
    }

    private func apply(_ migration: Migration, of owner: String, on connection: any DatabaseConnection) async throws {
        let checksum = checksum(of: migration)
        try await connection.transaction { connection in
            try await connection.execute(script: migration.script)
            try await MigrationLedger.record(migration, of: owner, checksum: checksum, on: connection)
        }
    }

    private func checksum(of migration: Migration) -> String {
        TextEncoding.hex(cryptography.sha256(Array(migration.script.utf8)))
    }
}
