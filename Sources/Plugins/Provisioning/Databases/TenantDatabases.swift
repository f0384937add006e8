import Contracts

/// The databases and login roles of tenants on their servers: all administrative SQL that makes and removes them.
struct TenantDatabases: Sendable {
    /// How often and how far apart a clone is tried again while something, such as autovacuum, is in the template.
    private static let cloneAttempts = 5
    private static let cloneRetryInterval: Duration = .milliseconds(100)
    /// How long each session may take to end.
    private static let sessionEndLimit: Duration = .seconds(5)
    private static let sessionEndPauses: [Duration] = [10, 50, 100, 200, 400].map { .milliseconds($0) }

    let administration: any ServerAdministration
    /// Made up for by the first creation on a server that was away when the host started.
    let preparation: ServerPreparation
    let maintenanceDatabase: String
    let slots: CloneSlots

    var template: TenantTemplate { preparation.template }

    /// The same for one run of a job: every session is the run's, and ends when the job changes hands.
    func on(_ run: any JobRun) -> TenantDatabases {
        TenantDatabases(
            administration: JobSessions(administration: administration, maintenanceDatabase: maintenanceDatabase, run: run),
            preparation: preparation, maintenanceDatabase: maintenanceDatabase, slots: slots)
    }

    /// Runs `body` on an administrative connection to the server.
    func administer<Result: Sendable>(
        _ server: String, _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        try await administration.withConnection(server: server, database: maintenanceDatabase, body)
    }

    /// Makes the login role that is to own the database and can do nothing else. One that is there already, from a run that came no
    /// further, gets the password.
    func createRole(_ placement: Placement, verifier: String, on admin: any DatabaseConnection) async throws {
        let role = SQLIdentifier.quote(placement.role)
        let password = "PASSWORD \(SQLIdentifier.literal(verifier))"
        guard try await !remainder(of: placement, on: admin).role else {
            return try await admin.execute(script: "ALTER ROLE \(role) LOGIN \(password)")
        }
        // Membership lets an administrator who is not superuser hand things over to the role. It gives the role nothing.
        try await admin.execute(
            script: """
                CREATE ROLE \(role) LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS \(password);
                GRANT \(role) TO CURRENT_USER
                """)
    }

    /// Has others who would make or remove the same database wait until the connection closes.
    func lock(_ placement: Placement, on admin: any DatabaseConnection) async throws {
        _ = try await admin.query("SELECT pg_advisory_lock(hashtextextended(\(placement.database), 0))")
    }

    /// Clones the template, unless that was done, when there is room for one more clone on the server; and shuts everybody but the
    /// tenant's role out before anybody can connect: PostgreSQL gives a new database to all.
    func createDatabase(_ placement: Placement, on admin: any DatabaseConnection) async throws {
        try await slots.take(on: admin)
        try await clone(placement, on: admin)
        let database = SQLIdentifier.quote(placement.database)
        try await admin.execute(
            script: "REVOKE ALL ON DATABASE \(database) FROM PUBLIC; ALTER DATABASE \(database) ALLOW_CONNECTIONS true")
    }

    /// WAL_LOG copies block by block through the log; FILE_COPY would force two checkpoints.
    private func clone(_ placement: Placement, on admin: any DatabaseConnection) async throws {
        let statement = """
            CREATE DATABASE \(SQLIdentifier.quote(placement.database)) OWNER \(SQLIdentifier.quote(placement.role))
            TEMPLATE \(SQLIdentifier.quote(template.name)) STRATEGY WAL_LOG ALLOW_CONNECTIONS false
            """
        for attempt in 1...Self.cloneAttempts {
            do {
                return try await admin.execute(script: statement)
            } catch DatabaseError.server(let diagnostic) where diagnostic.sqlState == .duplicateDatabase {
                // Its name is the tenant's alone, and a database appears whole.
                return
            } catch DatabaseError.server(let diagnostic) where attempt < Self.cloneAttempts {
                switch diagnostic.sqlState {
                case .invalidCatalogName: try await preparation.restore(placement.server)
                case .objectInUse: try await Task.sleep(for: Self.cloneRetryInterval)
                default: throw DatabaseError.server(diagnostic)
                }
            }
        }
    }

    /// Makes an empty database that the administrator owns, and nobody else may connect to. One that is there goes first, whatever is in it.
    func recreateEmpty(_ placement: Placement, on admin: any DatabaseConnection) async throws {
        try await lock(placement, on: admin)
        let database = SQLIdentifier.quote(placement.database)
        try await admin.execute(script: "DROP DATABASE IF EXISTS \(database) WITH (FORCE)")
        try await admin.execute(
            script: "CREATE DATABASE \(database) TEMPLATE template0 ENCODING 'UTF8' ALLOW_CONNECTIONS false")
        try await admin.execute(
            script: "REVOKE ALL ON DATABASE \(database) FROM PUBLIC; ALTER DATABASE \(database) ALLOW_CONNECTIONS true")
    }

    /// Hands over to the tenant's role what the template's owner owned.
    ///
    /// Schemas go first: an administrator who is not superuser may hand over only what lies in a schema of the new owner.
    func secure(_ placement: Placement) async throws {
        let role = SQLIdentifier.quote(placement.role)
        let script = """
            DO $$
            DECLARE
                schema name;
            BEGIN
                FOR schema IN SELECT nspname FROM pg_namespace
                    WHERE nspowner = (SELECT oid FROM pg_roles WHERE rolname = \(SQLIdentifier.literal(template.owner)))
                LOOP
                    EXECUTE format('ALTER SCHEMA %I OWNER TO %I', schema, \(SQLIdentifier.literal(placement.role)));
                END LOOP;
            END
            $$;
            REASSIGN OWNED BY \(SQLIdentifier.quote(template.owner)) TO \(role)
            """
        try await administration.withConnection(server: placement.server, database: placement.database) { connection in
            try await connection.execute(script: script)
        }
    }

    /// Ends all sessions of the tenant's role, and returns when they have ended. What they had not committed does not happen.
    ///
    /// - Throws: `DatabaseError.deadlineExceeded` when one is there still.
    func endSessions(_ placement: Placement) async throws {
        let limit = Int(Self.sessionEndLimit / .milliseconds(1))
        try await administer(placement.server) { admin in
            // A host that was connecting when it heard of the change closes that session by itself, a moment later.
            for pause in Self.sessionEndPauses {
                _ = try await admin.query(
                    "SELECT pg_terminate_backend(pid, \(limit)) FROM pg_stat_activity WHERE usename = \(placement.role)")
                if try await admin.query("SELECT FROM pg_stat_activity WHERE usename = \(placement.role)").isEmpty { return }
                try await Task.sleep(for: pause)
            }
            throw DatabaseError.deadlineExceeded
        }
    }

    /// Removes a database that nobody is in any more, and keeps the role.
    func drop(_ database: String, on server: String) async throws {
        try await administer(server) { admin in
            try await admin.execute(script: "DROP DATABASE IF EXISTS \(SQLIdentifier.quote(database)) WITH (FORCE)")
        }
    }

    /// Removes database and role, in whatever state they are, and looks whether they are gone.
    ///
    /// - Throws: `LifecycleError.deletionIncomplete` with the name of what is left, or whatever stood in the way.
    func remove(_ placement: Placement) async throws {
        try await administer(placement.server) { admin in
            // Two who remove the same thing wait for each other; the lock goes with the connection.
            try await lock(placement, on: admin)
            let database = SQLIdentifier.quote(placement.database)
            let role = SQLIdentifier.quote(placement.role)
            if try await remainder(of: placement, on: admin).role {
                // From here on nobody comes in any more, while FORCE ends who is in.
                try await admin.execute(script: "ALTER ROLE \(role) NOLOGIN")
            }
            try await admin.execute(script: "DROP DATABASE IF EXISTS \(database) WITH (FORCE)")
            guard try await !remainder(of: placement, on: admin).database else {
                throw LifecycleError.deletionIncomplete(step: "drop_database")
            }
            try await admin.execute(script: "DROP ROLE IF EXISTS \(role)")
            guard try await !remainder(of: placement, on: admin).role else {
                throw LifecycleError.deletionIncomplete(step: "drop_role")
            }
        }
    }

    private func remainder(
        of placement: Placement, on admin: any DatabaseConnection
    ) async throws -> (database: Bool, role: Bool) {
        let rows = try await admin.query(
            """
            SELECT EXISTS (SELECT FROM pg_database WHERE datname = \(placement.database)),
                EXISTS (SELECT FROM pg_roles WHERE rolname = \(placement.role))
            """)
        guard let row = rows.first else { throw DatabaseError.decoding(column: "exists") }
        return (try row.decode(at: 0), try row.decode(at: 1))
    }
}

extension SQLState {
    fileprivate static let duplicateDatabase = SQLState(rawValue: "42P04")
}
