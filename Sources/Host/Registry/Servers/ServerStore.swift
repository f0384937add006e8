import Contracts
import FoundationEssentials

/// All SQL on the table `database_server`. Every method works within the caller's transaction.
struct ServerStore: Sendable {
    let vault: CredentialVault

    init(cryptography: any Cryptography) { vault = CredentialVault(cryptography: cryptography) }

    func all(on connection: any DatabaseConnection) async throws -> [StoredServer] {
        try await connection.query("SELECT \(Self.columns) FROM database_server ORDER BY name").map(Self.server(from:))
    }

    func find(_ name: String, on connection: any DatabaseConnection) async throws -> StoredServer? {
        try await connection.query("SELECT \(Self.columns) FROM database_server WHERE name = \(name)").first.map(Self.server(from:))
    }

    /// The same; whoever takes a place on the server or changes it waits from then on.
    func hold(_ name: String, on connection: any DatabaseConnection) async throws -> StoredServer? {
        try await connection.query(
            "SELECT \(Self.columns) FROM database_server WHERE name = \(name) FOR UPDATE"
        ).first.map(Self.server(from:))
    }

    /// With the number of tenants of each.
    func list(on connection: any DatabaseConnection) async throws -> [RegisteredServer] {
        try await connection.query(
            """
            SELECT \(Self.columns), (SELECT count(*) FROM tenant WHERE server = database_server.name AND NOT awaiting_approval) AS tenants,
                to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS created,
                to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS changed
            FROM database_server ORDER BY name
            """
        ).map { row in
            RegisteredServer(
                description: try Self.description(from: row), source: try row.decode("source"), tenants: try row.decode("tenants"),
                createdAt: try row.decode("created"), changedAt: try row.decode("changed"))
        }
    }

    /// - Throws: `ServerError.exists`.
    func insert(
        _ server: DatabaseServer, source: ServerSource, on connection: any DatabaseConnection
    ) async throws -> UUID {
        let description = server.description
        let inserted = try await connection.query(
            """
            INSERT INTO database_server (name, host, port, sslmode, sslrootcert, admin_user, sealed_password, max_connections,
                prepared_statements, region, weight, capacity, state, source)
            VALUES (\(description.name), \(description.address.host), \(description.address.port), \(description.sslMode.rawValue),
                \(description.sslRootCertificate), \(description.adminUser),
                \(try vault.seal(server.adminPassword, of: description)), \(description.maxConnections),
                \(description.usesPreparedStatements), \(description.region), \(description.weight), \(description.capacity),
                \(description.state.rawValue), \(source.rawValue))
            ON CONFLICT (name) DO NOTHING RETURNING id
            """)
        guard let row = inserted.first else { throw ServerError.exists(description.name) }
        return try row.decode(at: 0)
    }

    /// - Parameters:
    ///   - password: nil keeps the one that is there, which opens as long as the server is logged into as it was.
    ///   - settled: which of region, weight, capacity and state are an operator's from now on.
    func update(
        _ description: ServerDescription, password: Secret?, source: ServerSource, settled: [ServerUse] = [],
        on connection: any DatabaseConnection
    ) async throws {
        let sealed = try password.map { try vault.seal($0, of: description) }
        _ = try await connection.query(
            """
            UPDATE database_server SET host = \(description.address.host), port = \(description.address.port),
                sslmode = \(description.sslMode.rawValue), sslrootcert = \(description.sslRootCertificate),
                admin_user = \(description.adminUser), sealed_password = coalesce(\(sealed)::bytea, sealed_password),
                max_connections = \(description.maxConnections), prepared_statements = \(description.usesPreparedStatements),
                region = \(description.region), weight = \(description.weight), capacity = \(description.capacity),
                state = \(description.state.rawValue), source = \(source.rawValue), changed_at = now(),
                operator_set = ARRAY(SELECT DISTINCT unnest(
                    operator_set || \(SQLValue.textArray(settled.map(\.rawValue)))::text[]) ORDER BY 1)
            WHERE name = \(description.name)
            """)
    }

    func remove(_ name: String, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("DELETE FROM database_server WHERE name = \(name)")
    }

    static let columns: SQL = """
        name, id, host, port, sslmode, sslrootcert, admin_user, sealed_password, max_connections, prepared_statements, region, weight,
        capacity, state, source
        """

    static func server(from row: Row) throws -> StoredServer {
        StoredServer(
            id: try row.decode("id"), description: try description(from: row), sealedPassword: try row.decode("sealed_password"),
            source: try row.decode("source"))
    }

    private static func description(from row: Row) throws -> ServerDescription {
        guard let address = ServerAddress(host: try row.decode("host"), port: try row.decode("port")) else {
            throw DatabaseError.decoding(column: "host")
        }
        return ServerDescription(
            name: try row.decode("name"), address: address, sslMode: try row.decode("sslmode"),
            sslRootCertificate: try row.decode("sslrootcert"), adminUser: try row.decode("admin_user"),
            maxConnections: try row.decode("max_connections"), usesPreparedStatements: try row.decode("prepared_statements"),
            region: try row.decode("region"), weight: try row.decode("weight"), capacity: try row.decode("capacity"),
            state: try row.decode("state"))
    }
}
