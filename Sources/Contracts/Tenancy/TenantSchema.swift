/// How far a tenant's database is migrated.
public struct TenantSchema: Sendable, Equatable {
    /// How many migrations it has; 0 for an adopted database, which is not ours to migrate.
    public let version: Int
    /// A digest of them all: equal digests are equal schemas.
    public let fingerprint: String

    public init(version: Int, fingerprint: String) {
        self.version = version
        self.fingerprint = fingerprint
    }

    /// What a database has that was brought through all of `sets`.
    public init(extensions: [String], _ sets: [MigrationSet], _ cryptography: any Cryptography) {
        var text = extensions.joined(separator: "\0")
        for set in sets {
            for migration in set.migrations { text += "\0\(set.owner)\0\(migration.version)\0\(migration.script)" }
        }
        self.init(
            version: sets.reduce(0) { $0 + $1.migrations.count },
            fingerprint: TextEncoding.hex(cryptography.sha256(Array(text.utf8))))
    }

    /// Whether a program of schema `other` has to wait with serving it until it is migrated.
    ///
    /// Migrations only add, so a program serves what later ones have made, but nothing that is older than itself.
    public func isOutdated(for other: TenantSchema) -> Bool {
        version > 0 && version <= other.version && fingerprint != other.fingerprint
    }
}
