import Contracts
import FoundationEssentials

/// Reads a workspace's metadata.
struct MetadataStore: Sendable {
    let database: any Database

    func fingerprint() async throws -> String {
        let rows = try await database.query("SELECT \"schemaFingerprint\" FROM core.\"workspace\"")
        guard let row = rows.first else { throw DatabaseError.decoding(column: "schemaFingerprint") }
        return try row.decode(at: 0)
    }

    /// The whole description. One statement and so one snapshot: a fingerprint never goes with other metadata than its own.
    func catalogue() async throws -> Catalogue {
        let rows = try await database.query(
            """
            SELECT workspace."schemaFingerprint", object."id", object."nameSingular", object."namePlural", object."isCustom",
                field."name", field."type", field."isNullable", field."defaultValue" IS NOT NULL AS "hasDefault",
                ARRAY (
                    SELECT option ->> 'value' FROM jsonb_array_elements(field."options") WITH ORDINALITY AS item (option, place)
                    ORDER BY place
                ) AS "options",
                field."settings" ->> 'relationType' AS "relationType"
            FROM core."workspace" AS workspace
            CROSS JOIN core."objectMetadata" AS object
            JOIN core."fieldMetadata" AS field ON field."objectMetadataId" = object."id" AND field."isActive"
            WHERE object."isActive"
            ORDER BY object."namePlural", field."ordinal"
            """)
        return try Self.compile(rows)
    }

    private static func compile(_ rows: RowSet) throws -> Catalogue {
        guard let first = rows.first else { throw DatabaseError.decoding(column: "schemaFingerprint") }
        var objects: [ObjectDescription] = []
        var index = 0
        while index < rows.count {
            let head = rows[index]
            let id: UUID = try head.decode("id")
            var fields: [FieldDescription] = []
            while index < rows.count, try rows[index].decode("id", as: UUID.self) == id {
                if let field = try field(rows[index]) { fields.append(field) }
                index += 1
            }
            objects.append(
                ObjectDescription(
                    id: id, singular: try head.decode("nameSingular"), plural: try head.decode("namePlural"),
                    isCustom: try head.decode("isCustom"), fields: fields))
        }
        return Catalogue(fingerprint: try first.decode("schemaFingerprint"), objects: objects)
    }

    /// Nil for a field whose type this engine does not know: a newer Twenty may have written it, and the others still serve.
    private static func field(_ row: Row) throws -> FieldDescription? {
        guard let type = FieldType(rawValue: try row.decode("type")) else { return nil }
        let relation: FieldDescription.Relation? =
            switch try row.decode("relationType", as: String?.self) {
            case "MANY_TO_ONE": .manyToOne
            case "ONE_TO_MANY": .oneToMany
            default: nil
            }
        return FieldDescription(
            name: try row.decode("name"), type: type, isNullable: try row.decode("isNullable"),
            hasDefault: try row.decode("hasDefault"), options: try row.decode("options", as: TextArray.self).elements,
            relation: relation)
    }
}
