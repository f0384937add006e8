import Contracts

/// A workspace's records as an archive holds them: JSON Lines in the form of an export, which an import reads.
struct ArchivedWorkspace: WorkspaceArchiving {
    private static let rowsAtOnce = 500
    private static let typicalRowBytes = 1_024

    func objects(on connection: any DatabaseConnection) async throws -> [String] {
        guard try await Self.schema(on: connection) != nil else { return [] }
        return try await Self.catalogue(on: connection).objects.map(\.plural)
    }

    func write(
        _ object: String, on connection: any DatabaseConnection, to write: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws -> Int {
        let description = try await Self.catalogue(on: connection).object(plural: object)
        // What PostgreSQL makes of a record for its search is of no use elsewhere.
        let shape = RecordShape(description.fields.filter { $0.type != .searchVector })
        let source = RecordSource(description)
        _ = try await connection.query(
            "DECLARE \"archive\" NO SCROLL CURSOR FOR SELECT \(shape.selectList) FROM \(source.clause) ORDER BY \"id\"")
        var count = 0
        while true {
            let rows = try await connection.query("FETCH FORWARD 500 FROM \"archive\"")
            if !rows.isEmpty { try await write(Self.lines(rows, shape)) }
            count += rows.count
            guard rows.count == Self.rowsAtOnce else { break }
        }
        _ = try await connection.query("CLOSE \"archive\"")
        return count
    }

    func settle(_ tenant: TenantID, on connection: any DatabaseConnection) async throws {
        guard let schema = try await Self.schema(on: connection) else { return }
        try await FreshWorkspace.rename(schema, for: tenant, on: connection)
    }

    private static func lines(_ rows: RowSet, _ shape: RecordShape) -> [UInt8] {
        var encoder = RecordEncoder(capacity: rows.count * typicalRowBytes)
        for index in 0..<rows.count {
            encoder.append(rows[index], as: shape.template)
            encoder.append("\n")
        }
        return encoder.bytes
    }

    /// The schema of the records; nil in a database without a workspace.
    private static func schema(on connection: any DatabaseConnection) async throws -> String? {
        let found = try await connection.query("SELECT to_regclass('core.\"workspace\"') IS NOT NULL")
        guard try found.first?.decode(at: 0) == true else { return nil }
        return try await connection.query("SELECT \"schemaName\" FROM core.\"workspace\"").first?.decode(at: 0)
    }

    private static func catalogue(on connection: any DatabaseConnection) async throws -> Catalogue {
        try await MetadataStore(database: SingleConnection(connection: connection)).catalogue()
    }
}

/// A database that is one connection, whose transaction all statements belong to.
private struct SingleConnection: Database {
    let connection: any DatabaseConnection

    func withConnection<Result: Sendable>(
        _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result { try await body(connection) }
}
