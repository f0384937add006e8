public import Contracts

extension TenantStore: TenantRegistry {
    public func isSlugTaken(_ slug: Slug, on connection: any DatabaseConnection) async throws -> Bool {
        try await !connection.query("SELECT 1 FROM tenant WHERE slug = \(slug)").isEmpty
    }

    public func reserve(_ reservation: TenantReservation, on connection: any DatabaseConnection) async throws {
        let build = reservation.build
        let sealed = try vault.seal(build.password, of: reservation.id)
        do {
            _ = try await connection.query(
                """
                INSERT INTO tenant (id, slug, name, plan, status, awaiting_approval, server, database_name, role_name,
                    sealed_password, schema_version, schema_fingerprint)
                VALUES (\(reservation.id), \(reservation.slug), \(reservation.name), \(reservation.plan), 'pending',
                    \(reservation.awaitsApproval), \(build.placement.server), \(build.placement.database),
                    \(build.placement.role), \(sealed), \(build.schema.version), \(build.schema.fingerprint))
                """)
        } catch DatabaseError.server(let diagnostic) where diagnostic.constraint == "tenant_slug_unique" {
            throw LifecycleError.slugTaken
        }
    }

    public func record(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantRecord? {
        try await connection.query(
            "SELECT id, status, server, database_name, role_name FROM tenant WHERE id = \(tenant)"
        ).first.map(Self.record(from:))
    }

    public func lockedRecord(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantRecord? {
        try await connection.query(
            "SELECT id, status, server, database_name, role_name FROM tenant WHERE id = \(tenant) FOR UPDATE"
        ).first.map(Self.record(from:))
    }

    public func password(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> Secret {
        let rows = try await connection.query("SELECT sealed_password FROM tenant WHERE id = \(tenant)")
        guard let row = rows.first else { throw LifecycleError.unknownTenant }
        return try vault.open(row.decode(at: 0), of: tenant)
    }

    public func transition(
        _ tenant: TenantID, from allowed: Set<TenantStatus>, to next: TenantStatus, reason: String?,
        on connection: any DatabaseConnection
    ) async throws -> TenantRecord {
        let states = SQLValue.textArray(allowed.map(\.rawValue).sorted())
        let changed = try await connection.query(
            """
            UPDATE tenant SET status = \(next.rawValue), suspension_reason = \(reason.sqlValue), status_changed_at = now()
            WHERE id = \(tenant) AND status = ANY (\(states)::text[])
            RETURNING id, status, server, database_name, role_name
            """)
        if let row = changed.first { return try Self.record(from: row) }
        guard let found = try await record(of: tenant, on: connection) else { throw LifecycleError.unknownTenant }
        throw LifecycleError.invalidTransition(from: found.status, to: next)
    }

    public func discard(_ tenant: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("DELETE FROM tenant WHERE id = \(tenant) AND status = 'failed'")
    }

    public func schema(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantSchema? {
        try await connection.query(
            "SELECT schema_version, schema_fingerprint FROM tenant WHERE id = \(tenant)"
        ).first.map(Self.schema(from:))
    }

    public func record(_ schema: TenantSchema, of tenant: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            UPDATE tenant SET schema_version = \(schema.version), schema_fingerprint = \(schema.fingerprint) WHERE id = \(tenant)
            """)
    }

    static func record(from row: Row) throws -> TenantRecord {
        TenantRecord(id: try row.decode("id"), status: try row.decode("status"), placement: try placement(from: row))
    }
}
