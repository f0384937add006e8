import Contracts
import FoundationEssentials

/// The keys of tenants' archives, in the table `tenant_archive_key`. Each is bound to its tenant: moved to another row it does not open.
struct ArchiveKeys: Sendable {
    let cryptography: any Cryptography

    /// The tenant's key, which is made with its first archive.
    func require(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> ArchiveKey {
        let sealed = try cryptography.seal(cryptography.randomBytes(ArchiveKey.length), context: Self.context(of: tenant))
        // Of two who come first at once one's is kept.
        _ = try await connection.query(
            """
            INSERT INTO tenant_archive_key (tenant, id, sealed) VALUES (\(tenant), \(UUID()), \(sealed))
            ON CONFLICT (tenant) DO NOTHING
            """)
        guard let key = try await find("tenant = \(tenant)", on: connection) else { throw ArchiveError.keyUnknown }
        return key
    }

    /// The key that an archive's header names.
    ///
    /// - Throws: `ArchiveError.keyUnknown` when no tenant has it, or has it any more.
    func find(_ id: UUID, on connection: any DatabaseConnection) async throws -> ArchiveKey {
        guard let key = try await find("id = \(id)", on: connection) else { throw ArchiveError.keyUnknown }
        return key
    }

    private func find(_ condition: SQL, on connection: any DatabaseConnection) async throws -> ArchiveKey? {
        try await connection.query("SELECT tenant, id, sealed FROM tenant_archive_key WHERE \(condition)").first.map { row in
            let bytes = try cryptography.open(row.decode("sealed"), context: Self.context(of: row.decode("tenant")))
            return .tenant(id: try row.decode("id"), bytes)
        }
    }

    private static func context(of tenant: TenantID) -> String { "tenant-archive-key:\(tenant)" }
}
