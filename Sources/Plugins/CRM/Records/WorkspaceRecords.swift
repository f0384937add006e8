import Contracts

/// Counts a workspace's records from outside, where no search path leads to them.
struct WorkspaceRecords: RecordCounting {
    func count(on connection: any DatabaseConnection) async throws -> Int? {
        let schemas = try await connection.query(
            """
            SELECT nspname::text FROM pg_namespace
            WHERE nspname IN ('core', \(AdoptionScripts.schema)) AND to_regclass(format('%I."recordCount"', nspname)) IS NOT NULL
            """)
        guard let schema = try schemas.first?.decode(at: 0, as: String.self) else { return nil }
        let rows = try await connection.query(
            "SELECT COALESCE(sum(\"difference\"), 0)::bigint FROM \(identifier: schema).\"recordCount\"")
        return try rows.first?.decode(at: 0)
    }
}
