import Contracts
import FoundationEssentials

/// Reads the description of a workspace for a change of it.
struct ModelReader {
    let connection: any DatabaseConnection

    /// The row of the workspace stays locked until the transaction ends, so that changes come one after another.
    ///
    /// - Throws: `MetadataFault.managedByTwenty` in a database that Twenty made, whose description is only a view of Twenty's own.
    func lockedModel() async throws -> WorkspaceModel {
        let adopted = try await connection.query("SELECT to_regclass('tenant_manager.\"adoption\"') IS NOT NULL")
        guard try adopted.first?.decode(at: 0) == false else { throw MetadataFault.managedByTwenty }
        guard let row = try await connection.query("SELECT \"schemaName\" FROM \"workspace\" FOR UPDATE").first else {
            throw DatabaseError.decoding(column: "schemaName")
        }
        var fields = Dictionary(grouping: try await fields(), by: \.objectID)
        var objects = try await objects()
        for index in objects.indices { objects[index].fields = fields.removeValue(forKey: objects[index].id) ?? [] }
        return WorkspaceModel(schema: try row.decode(at: 0), objects: objects)
    }

    /// The indexes that a field takes part in, by name; those over several fields among them.
    func indexes(over field: String, of object: UUID) async throws -> [String] {
        let rows = try await connection.query(
            """
            SELECT "name" FROM "indexMetadata" WHERE "objectMetadataId" = \(object) AND \(field) = ANY ("fieldNames")
            ORDER BY "name"
            """)
        return try rows.map { try $0.decode(at: 0) }
    }

    /// Those that make the field's own value unique.
    func uniqueIndexes(over field: String, of object: UUID) async throws -> [String] {
        let rows = try await connection.query(
            """
            SELECT "name" FROM "indexMetadata"
            WHERE "objectMetadataId" = \(object) AND "isUnique" AND "fieldNames" = \(SQLValue.textArray([field]))
            """)
        return try rows.map { try $0.decode(at: 0) }
    }

    private func objects() async throws -> [ObjectModel] {
        let rows = try await connection.query(
            """
            SELECT "id", "nameSingular", "namePlural", "labelSingular", "labelPlural", "description", "icon", "shortcut", "color",
                "isCustom", "isSystem", "isActive", "isLabelSyncedWithName", "labelIdentifierFieldMetadataId",
                "imageIdentifierFieldMetadataId"
            FROM "objectMetadata"
            """)
        return try rows.map { row in
            ObjectModel(
                id: try row.decode("id"), nameSingular: try row.decode("nameSingular"), namePlural: try row.decode("namePlural"),
                labelSingular: try row.decode("labelSingular"), labelPlural: try row.decode("labelPlural"),
                description: try row.decode("description"), icon: try row.decode("icon"), shortcut: try row.decode("shortcut"),
                color: try row.decode("color"), isCustom: try row.decode("isCustom"), isSystem: try row.decode("isSystem"),
                isActive: try row.decode("isActive"), isLabelSyncedWithName: try row.decode("isLabelSyncedWithName"),
                labelIdentifier: try row.decode("labelIdentifierFieldMetadataId"),
                imageIdentifier: try row.decode("imageIdentifierFieldMetadataId"))
        }
    }

    private func fields() async throws -> [FieldModel] {
        let rows = try await connection.query(
            """
            SELECT "id", "objectMetadataId", "name", "type", "label", "description", "icon", "isCustom", "isSystem", "isActive",
                "isNullable", "isUnique", "isLabelSyncedWithName", "defaultValue"::text AS "defaultValue",
                \(MetadataJSON.options)::text AS "options", "settings"::text AS "settings", "relationTargetObjectMetadataId",
                "relationTargetFieldMetadataId", "morphId"
            FROM "fieldMetadata" AS field ORDER BY "ordinal"
            """)
        return try rows.map(Self.field)
    }

    private static func field(_ row: Row) throws -> FieldModel {
        let settings = try object(row, "settings")
        let options: [FieldOption]? =
            if case .array(let items)? = try value(row, "options") { items.compactMap(FieldOption.init) } else { nil }
        return FieldModel(
            id: try row.decode("id"), objectID: try row.decode("objectMetadataId"), name: try row.decode("name"),
            type: FieldType(rawValue: try row.decode("type")), label: try row.decode("label"),
            description: try row.decode("description"), icon: try row.decode("icon"), isCustom: try row.decode("isCustom"),
            isSystem: try row.decode("isSystem"), isActive: try row.decode("isActive"), isNullable: try row.decode("isNullable"),
            isUnique: try row.decode("isUnique"), isLabelSyncedWithName: try row.decode("isLabelSyncedWithName"),
            defaultValue: try value(row, "defaultValue"), options: options, settings: settings,
            relation: try relation(row, settings), morphID: try row.decode("morphId"))
    }

    private static func relation(_ row: Row, _ settings: JSONObject?) throws -> RelationModel? {
        guard case .string(let kind)? = settings?["relationType"], let kind = RelationModel.Kind(rawValue: kind),
            let object: UUID = try row.decode("relationTargetObjectMetadataId"),
            let field: UUID = try row.decode("relationTargetFieldMetadataId")
        else { return nil }
        var action: RelationModel.DeleteAction?
        if case .string(let name)? = settings?["onDelete"] { action = RelationModel.DeleteAction(rawValue: name) }
        return RelationModel(kind: kind, deleteAction: action, targetObject: object, targetField: field)
    }

    private static func object(_ row: Row, _ column: String) throws -> JSONObject? {
        if case .object(let object)? = try value(row, column) { object } else { nil }
    }

    private static func value(_ row: Row, _ column: String) throws -> JSONValue? {
        guard let text: String = try row.decode(column) else { return nil }
        return try JSONParser.parse(Array(text.utf8))
    }
}
