import Contracts
import FoundationEssentials

/// Reads a workspace's metadata.
struct MetadataStore: Sendable {
    let database: any Database

    func fingerprint() async throws -> String {
        let rows = try await database.query("SELECT \"schemaFingerprint\" FROM \"workspace\"")
        guard let row = rows.first else { throw DatabaseError.decoding(column: "schemaFingerprint") }
        return try row.decode(at: 0)
    }

    /// The whole description. One statement and so one snapshot: a fingerprint never goes with other metadata than its own.
    func catalogue() async throws -> Catalogue {
        let rows = try await database.query(
            """
            SELECT workspace."schemaFingerprint", object."id", object."nameSingular", object."namePlural", object."isCustom",
                object."isSystem", object."duplicateCriteria"::text AS "duplicateCriteria",
                object."labelIdentifierFieldMetadataId" AS "labelField", object."imageIdentifierFieldMetadataId" AS "imageField",
                ARRAY (
                    SELECT array_to_json(index."fieldNames")::text FROM "indexMetadata" AS index
                    WHERE index."objectMetadataId" = object."id" AND index."isUnique" ORDER BY index."name"
                ) AS "uniqueIndexes",
                field."id" AS "fieldId", field."isSystem" AS "isSystemField", field."isCustom" AS "isCustomField", field."name",
                field."type", field."isNullable", field."defaultValue" IS NOT NULL AS "hasDefault",
                ARRAY (
                    SELECT option ->> 'value' FROM jsonb_array_elements(field."options") WITH ORDINALITY AS item (option, place)
                    ORDER BY place
                ) AS "options",
                COALESCE(field."settings" ->> 'decimals', '0') <> '0' OR COALESCE(field."settings" ->> 'dataType', '') = 'float'
                    AS "hasDecimals",
                field."settings" ->> 'relationType' AS "relationType", field."settings" ->> 'joinColumnName' AS "joinColumnName",
                field."relationTargetObjectMetadataId" AS "target", inverse."name" AS "inverseName",
                inverse."settings" ->> 'joinColumnName' AS "inverseJoinColumnName"
            FROM "workspace" AS workspace
            CROSS JOIN "objectMetadata" AS object
            JOIN "fieldMetadata" AS field ON field."objectMetadataId" = object."id" AND field."isActive"
            LEFT JOIN "fieldMetadata" AS inverse ON inverse."id" = field."relationTargetFieldMetadataId"
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
            objects.append(try object(head, fields: fields))
        }
        return Catalogue(fingerprint: try first.decode("schemaFingerprint"), objects: objects)
    }

    private static func object(_ row: Row, fields: [FieldDescription]) throws -> ObjectDescription {
        ObjectDescription(
            id: try row.decode("id"), singular: try row.decode("nameSingular"), plural: try row.decode("namePlural"),
            isCustom: try row.decode("isCustom"), isSystem: try row.decode("isSystem"), fields: fields,
            uniqueIndexes: try row.decode("uniqueIndexes", as: TextArray.self).elements.map(Self.names),
            duplicateCriteria: Self.criteria(try row.decode("duplicateCriteria")), labelField: try row.decode("labelField"),
            imageField: try row.decode("imageField"))
    }

    /// Nil for a field whose type or relation this engine does not know: a newer Twenty may have written it, and the others still
    /// serve.
    private static func field(_ row: Row) throws -> FieldDescription? {
        guard let type = FieldType(rawValue: try row.decode("type")) else { return nil }
        let relation = try relation(row)
        if type == .relation || type == .morphRelation, relation == nil { return nil }
        return FieldDescription(
            id: try row.decode("fieldId"), name: try row.decode("name"), type: type, isNullable: try row.decode("isNullable"),
            hasDefault: try row.decode("hasDefault"), isSystem: try row.decode("isSystemField"),
            isCustom: try row.decode("isCustomField"), options: try row.decode("options", as: TextArray.self).elements,
            hasDecimals: try row.decode("hasDecimals"), relation: relation)
    }

    private static func relation(_ row: Row) throws -> FieldDescription.Relation? {
        guard let target: UUID = try row.decode("target") else { return nil }
        let name: String = try row.decode("name")
        let inverse: String? = try row.decode("inverseName")
        switch try row.decode("relationType", as: String?.self) {
        case "MANY_TO_ONE":
            return .init(kind: .manyToOne, target: target, joinColumn: try row.decode("joinColumnName") ?? name + "Id")
        case "ONE_TO_MANY":
            guard let inverse else { return nil }
            return .init(kind: .oneToMany, target: target, joinColumn: try row.decode("inverseJoinColumnName") ?? inverse + "Id")
        default: return nil
        }
    }

    private static func criteria(_ text: String?) -> [[String]] {
        guard let text, case .array(let criteria)? = try? JSONParser.parse(Array(text.utf8)) else { return [] }
        return criteria.map(names)
    }

    private static func names(_ text: String) -> [String] { (try? JSONParser.parse(Array(text.utf8))).map(names) ?? [] }

    private static func names(_ list: JSONValue) -> [String] {
        guard case .array(let items) = list else { return [] }
        return items.compactMap { item in
            if case .string(let name) = item { name } else { nil }
        }
    }
}
