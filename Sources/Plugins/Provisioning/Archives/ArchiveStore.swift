import Contracts
import FoundationEssentials

/// All SQL on the table `tenant_archive`.
struct ArchiveStore: Sendable {
    /// Enters an archive that is to be made.
    ///
    /// - Throws: `ArchiveError.exportRunning`.
    func enter(
        _ archive: ArchiveName, _ kind: TenantArchive.Kind, job: JobOrder, on connection: any DatabaseConnection
    ) async throws {
        do {
            _ = try await connection.query(
                """
                INSERT INTO tenant_archive (id, tenant, kind, state, job, requested_by)
                VALUES (\(archive.id), \(archive.tenant), \(kind.rawValue), 'making', \(job.id), \(job.requestedBy))
                """)
        } catch DatabaseError.server(let diagnostic) where diagnostic.constraint == "tenant_archive_making" {
            throw ArchiveError.exportRunning
        }
    }

    func finish(
        _ archive: ArchiveName, _ packed: PackedArchive, keptFor time: Duration, on connection: any DatabaseConnection
    ) async throws {
        _ = try await connection.query(
            """
            UPDATE tenant_archive SET state = 'ready', finished_at = now(), size_bytes = \(packed.size), sha256 = \(packed.sha256),
                expires_at = CASE kind WHEN 'scheduled' THEN 'infinity'
                    ELSE now() + make_interval(secs => \(Int(time / .seconds(1)))::int) END
            WHERE id = \(archive.id) AND tenant = \(archive.tenant)
            """)
    }

    func discard(_ archive: ArchiveName, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("DELETE FROM tenant_archive WHERE id = \(archive.id) AND state = 'making'")
    }

    func list(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> [TenantArchive] {
        try await connection.query(
            "SELECT \(Self.columns) FROM tenant_archive WHERE tenant = \(tenant) ORDER BY tenant_archive.created_at DESC, id"
        ).map(Self.archive)
    }

    /// - Throws: `ArchiveError.unknown`, also for another tenant's.
    func require(_ archive: ArchiveName, on connection: any DatabaseConnection) async throws -> TenantArchive {
        let rows = try await connection.query(
            "SELECT \(Self.columns) FROM tenant_archive WHERE id = \(archive.id) AND tenant = \(archive.tenant)")
        guard let row = rows.first else { throw ArchiveError.unknown }
        return try Self.archive(row)
    }

    /// Whose archive of that id there is.
    func name(of id: UUID, on connection: any DatabaseConnection) async throws -> ArchiveName {
        let rows = try await connection.query("SELECT tenant FROM tenant_archive WHERE id = \(id)")
        guard let row = rows.first else { throw ArchiveError.unknown }
        return ArchiveName(tenant: try row.decode(at: 0), id: id)
    }

    /// An archive whose time is over and whose file may still be there.
    func due(on connection: any DatabaseConnection) async throws -> ArchiveName? {
        try await connection.query(
            "SELECT tenant, id FROM tenant_archive WHERE state = 'ready' AND expires_at <= now() ORDER BY expires_at LIMIT 1"
        ).first.map { ArchiveName(tenant: try $0.decode(at: 0), id: try $0.decode(at: 1)) }
    }

    /// The tenants of the plan whose last archive, or attempt at one, is longer ago than the interval; each a little more or less.
    func dueTenants(
        of plan: String, _ schedule: ArchiveSchedule, jitter: Double, on connection: any DatabaseConnection
    ) async throws -> [TenantID] {
        let seconds = schedule.interval / .seconds(1)
        return try await connection.query(
            """
            SELECT t.id FROM tenant t
            WHERE t.plan = \(plan) AND t.status = 'active' AND t.schema_version > 0 AND NOT EXISTS (
                SELECT FROM job j WHERE j.tenant_id = t.id AND j.kind = \(TenantExport.kindName) AND j.created_at > now()
                    - make_interval(secs => \(seconds)::float8
                        * (1 - \(jitter)::float8 * abs(hashtextextended(t.id::text, 0) % 1000) / 1000)))
            ORDER BY t.id LIMIT 100
            """
        ).map { try $0.decode(at: 0) }
    }

    /// Has all but the newest of the scheduled archives of each tenant of the plan expire.
    func expireSurplus(of plan: String, _ schedule: ArchiveSchedule, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            UPDATE tenant_archive SET expires_at = now() WHERE expires_at > now() AND id IN (
                SELECT id FROM (
                    SELECT a.id, row_number() OVER (PARTITION BY a.tenant ORDER BY a.created_at DESC) AS place
                    FROM tenant_archive a JOIN tenant t ON t.id = a.tenant
                    WHERE t.plan = \(plan) AND a.kind = 'scheduled' AND a.state = 'ready'
                ) AS ranked WHERE place > \(schedule.kept)::bigint)
            """)
    }

    /// Each tenant that has archives, or the one named, with its newest.
    func newest(
        of tenant: TenantID?, on connection: any DatabaseConnection
    ) async throws -> [(tenant: TenantID, slug: String, archive: UUID?, createdAt: String?)] {
        try await connection.query(
            """
            SELECT DISTINCT ON (t.id) t.id, t.slug, a.id AS archive,
                to_char(a.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS made_at
            FROM tenant t LEFT JOIN tenant_archive a ON a.tenant = t.id AND a.state = 'ready' AND a.expires_at > now()
            WHERE t.id = \(tenant) OR (\(tenant)::uuid IS NULL AND a.id IS NOT NULL)
            ORDER BY t.id, a.created_at DESC
            """
        ).map { (try $0.decode("id"), try $0.decode("slug"), try $0.decode("archive"), try $0.decode("made_at")) }
    }

    /// Notes that the archive's file is gone.
    func expire(_ archive: ArchiveName, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("UPDATE tenant_archive SET state = 'expired' WHERE id = \(archive.id) AND state = 'ready'")
    }

    /// Forgets what has been expired for a month.
    func prune(on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            "DELETE FROM tenant_archive WHERE state = 'expired' AND expires_at < now() - interval '30 days'")
    }

    func isErased(_ tenant: TenantID, on connection: any DatabaseConnection) async throws -> Bool {
        try await !connection.query("SELECT FROM erasure_ledger WHERE tenant_id = \(tenant)").isEmpty
    }

    /// Has the tenant live in another database of its server.
    ///
    /// - Throws: `LifecycleError.unknownTenant` when it does not live in `former`.
    func swapDatabase(
        of tenant: TenantID, from former: String, to next: String, on connection: any DatabaseConnection
    ) async throws {
        let changed = try await connection.query(
            """
            UPDATE tenant SET database_name = \(next)
            WHERE id = \(tenant) AND database_name = \(former) AND status = 'suspended'
            """)
        guard changed.affectedRows == 1 else { throw LifecycleError.unknownTenant }
    }

    /// Whether the tenant is suspended for that reason.
    func isFenced(_ tenant: TenantID, by reason: String, on connection: any DatabaseConnection) async throws -> Bool {
        try await !connection.query(
            "SELECT FROM tenant WHERE id = \(tenant) AND status = 'suspended' AND suspension_reason = \(reason)"
        ).isEmpty
    }

    /// The mark of the folder that the archives lie in: `mark` when nobody has left one before.
    func folderMark(orFirst mark: UUID, on connection: any DatabaseConnection) async throws -> UUID {
        _ = try await connection.query("INSERT INTO archive_folder (mark) VALUES (\(mark)) ON CONFLICT DO NOTHING")
        guard let row = try await connection.query("SELECT mark FROM archive_folder").first else {
            throw ArchiveError.folderNotShared
        }
        return try row.decode(at: 0)
    }

    private static let columns: SQL = """
        id, tenant, kind, CASE WHEN state = 'ready' AND expires_at <= now() THEN 'expired' ELSE state END AS state, job, requested_by,
        size_bytes, sha256, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS created_at,
        to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS finished_at,
        to_char(nullif(expires_at, 'infinity') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS expires_at
        """

    private static func archive(_ row: Row) throws -> TenantArchive {
        TenantArchive(
            id: try row.decode("id"), tenant: try row.decode("tenant"), kind: try row.decode("kind"),
            state: try row.decode("state"),
            job: try row.decode("job"), requestedBy: try row.decode("requested_by"), createdAt: try row.decode("created_at"),
            finishedAt: try row.decode("finished_at"), expiresAt: try row.decode("expires_at"),
            size: try row.decode("size_bytes"), sha256: try row.decode("sha256"))
    }
}
