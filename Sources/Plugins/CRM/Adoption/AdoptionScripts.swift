import Contracts

/// The scripts that add to a database of Twenty's what the engine needs beside the records.
enum AdoptionScripts {
    /// The schema that they fill. Twenty has none of that name.
    static let schema = "tenant_manager"
    /// Where imports keep their rows meanwhile: the one schema in which the tenant's role may make anything.
    static let stagingSchema = "tenant_manager_import"

    static let description = String(decoding: PackageResources.Adoption_V0001_describe_workspace_sql, as: UTF8.self)
    static let counting = String(decoding: PackageResources.Adoption_V0002_count_records_sql, as: UTF8.self)

    /// The tables and functions that a workspace of our own has in `core` as well, taken from its migrations.
    static let counters = moved(PackageResources.V0002_count_records_sql)
    static let roles = moved(PackageResources.V0006_create_roles_sql)
    static let jobs = moved(PackageResources.V0007_create_job_sql)

    /// The same under our own schema's name. Nothing refers to Twenty's metadata by a key: that would be a change of Twenty's tables.
    private static func moved(_ script: [UInt8]) -> String {
        String(decoding: script, as: UTF8.self)
            .replacing(" REFERENCES core.\"objectMetadata\" (\"id\") ON DELETE CASCADE", with: "")
            .replacing(" REFERENCES core.\"fieldMetadata\" (\"id\") ON DELETE CASCADE", with: "")
            .replacing("core.\"recordCount\"", with: "\(schema).\"recordDifference\"")
            .replacing("core.", with: "\(schema).")
    }
}
