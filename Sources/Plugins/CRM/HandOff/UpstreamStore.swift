import Contracts

/// All SQL on the registry's table `crm_upstream`.
struct UpstreamStore: Sendable {
    let registry: any Database

    /// What requests need of a tenant's server; nil when it has none.
    func upstream(of tenant: TenantID) async throws -> Upstream? {
        let rows = try await registry.query("SELECT url, sealed_key, paths FROM crm_upstream WHERE tenant = \(tenant)")
        return try rows.first.map { row in
            guard let url = try? UpstreamURL(try row.decode("url")) else { throw DatabaseError.decoding(column: "url") }
            return Upstream(url: url, sealedKey: try row.decode("sealed_key"), paths: try Self.paths(from: row))
        }
    }

    /// What operators are shown of it.
    func description(of tenant: TenantID) async throws -> TenantUpstream? {
        let rows = try await registry.query("SELECT \(Self.shown) FROM crm_upstream WHERE tenant = \(tenant)")
        return try rows.first.map(Self.shown(from:))
    }

    /// - Throws: `LifecycleError.unknownTenant`.
    func save(_ upstream: Upstream, of tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantUpstream {
        let paths = SQLValue.textArray(HandOffPath.allCases.filter(upstream.paths.contains).map(\.rawValue))
        do {
            let rows = try await connection.query(
                """
                INSERT INTO crm_upstream (tenant, url, sealed_key, paths)
                VALUES (\(tenant), \(upstream.url.description), \(upstream.sealedKey), \(paths)::text[])
                ON CONFLICT (tenant) DO UPDATE
                SET url = excluded.url, sealed_key = excluded.sealed_key, paths = excluded.paths, changed_at = now()
                RETURNING \(Self.shown)
                """)
            guard let row = rows.first else { throw DatabaseError.decoding(column: "tenant") }
            return try Self.shown(from: row)
        } catch DatabaseError.server(let diagnostic) where diagnostic.constraint == "crm_upstream_tenant_fkey" {
            throw LifecycleError.unknownTenant
        }
    }

    func remove(_ tenant: TenantID, on connection: any DatabaseConnection) async throws -> Bool {
        try await connection.query("DELETE FROM crm_upstream WHERE tenant = \(tenant)").affectedRows == 1
    }

    private static let shown: SQL = """
        url, paths, to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS changed
        """

    private static func shown(from row: Row) throws -> TenantUpstream {
        let paths = try row.decode("paths", as: TextArray.self)
        return TenantUpstream(url: try row.decode("url"), paths: paths.elements, changedAt: try row.decode("changed"))
    }

    /// A name that a later program wrote is none of ours to hand off.
    private static func paths(from row: Row) throws -> Set<HandOffPath> {
        Set(try row.decode("paths", as: TextArray.self).elements.compactMap(HandOffPath.init))
    }
}
