import Contracts
import FoundationEssentials

/// A workspace as Twenty's own tables tell of it.
struct TwentyWorkspace {
    /// The tables that the engine reads, with the columns that it reads them by. What else they have may differ.
    private static let columns: [(table: String, columns: [String])] = [
        ("workspace", ["id", "databaseSchema"]),
        ("objectMetadata", ["id", "workspaceId", "nameSingular", "namePlural"]),
        ("fieldMetadata", ["id", "workspaceId", "objectMetadataId", "type", "name", "settings"]),
        ("indexMetadata", ["id", "workspaceId", "objectMetadataId", "name", "isUnique"]),
        ("indexFieldMetadata", ["indexMetadataId", "fieldMetadataId", "order"]),
    ]

    let id: UUID
    let schema: String

    /// Finds the workspace of that schema, or the only one that there is.
    ///
    /// - Throws: `AdoptionError`.
    static func find(schema: String?, on connection: any DatabaseConnection) async throws -> TwentyWorkspace {
        try await checkTables(on: connection)
        let rows = try await connection.query(
            """
            SELECT "id", "databaseSchema"::text FROM core."workspace"
            WHERE EXISTS (SELECT FROM pg_namespace WHERE nspname = "databaseSchema") ORDER BY "databaseSchema"
            """)
        let all = try rows.map { TwentyWorkspace(id: try $0.decode(at: 0), schema: try $0.decode(at: 1)) }
        let chosen = all.filter { schema == nil || $0.schema == schema }
        guard let workspace = chosen.first else { throw AdoptionError.unknownWorkspace(schema) }
        guard chosen.count == 1 else { throw AdoptionError.severalWorkspaces(all.map(\.schema)) }
        let described = try await connection.query(
            "SELECT FROM core.\"objectMetadata\" WHERE \"workspaceId\" = \(workspace.id) AND \"nameSingular\" = 'workspaceMember'")
        guard !described.isEmpty else { throw AdoptionError.notTwenty("core.\"objectMetadata\" describes no workspaceMember") }
        return workspace
    }

    private static func checkTables(on connection: any DatabaseConnection) async throws {
        for (table, columns) in Self.columns {
            let missing = try await connection.query(
                """
                SELECT name FROM unnest(\(SQLValue.textArray(columns))::text[]) AS name
                EXCEPT SELECT column_name::text FROM information_schema.columns WHERE table_schema = 'core' AND table_name = \(table)
                """)
            let names: [String] = try missing.map { try $0.decode(at: 0) }
            guard names.isEmpty else {
                throw AdoptionError.notTwenty("core.\"\(table)\" lacks \(names.sorted().joined(separator: ", "))")
            }
        }
    }
}
