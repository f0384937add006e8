import Contracts

/// A workspace's schema has a name of its own, and its users choose the options and defaults of fields.
struct WorkspaceVariation: SchemaVariation {
    func schemaNames(of tenant: TenantID) -> [String: String] { [WorkspaceSchema.inTemplate: WorkspaceSchema.name(of: tenant)] }

    func choices(on connection: any DatabaseConnection) async throws -> [String: String] {
        let rows = try await connection.query(
            """
            SELECT "nameSingular" || '.' || field."name", concat("defaultValue", ' ', jsonb_path_query_array("options", '$[*].value'))
            FROM core."fieldMetadata" AS field JOIN core."objectMetadata" AS object ON object."id" = "objectMetadataId"
            WHERE NOT object."isCustom" AND NOT field."isCustom"
            """)
        return Dictionary(try rows.map { (try $0.decode(at: 0), try $0.decode(at: 1)) }, uniquingKeysWith: { first, _ in first })
    }
}
