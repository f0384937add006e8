import Contracts
import FoundationEssentials

/// Writes the rows that describe objects, fields and indexes.
struct ModelWriter {
    let connection: any DatabaseConnection

    func insert(_ object: ObjectModel) async throws {
        _ = try await connection.query(
            """
            INSERT INTO "objectMetadata" (
                "id", "universalIdentifier", "nameSingular", "namePlural", "labelSingular", "labelPlural", "description", "icon",
                "shortcut", "color", "isCustom", "isSearchable", "isLabelSyncedWithName", "labelIdentifierFieldMetadataId"
            ) VALUES (
                \(object.id), \(object.id), \(object.nameSingular), \(object.namePlural), \(object.labelSingular),
                \(object.labelPlural), \(object.description), \(object.icon), \(object.shortcut), \(object.color), true, true,
                \(object.isLabelSyncedWithName), \(object.labelIdentifier)
            )
            """)
    }

    /// In one statement, as the fingerprint of the workspace is made anew after each, and as both ends of a relation name each other.
    func insert(_ fields: [FieldModel]) async throws {
        guard !fields.isEmpty else { return }
        _ = try await connection.query(
            """
            INSERT INTO "fieldMetadata" (
                "id", "universalIdentifier", "objectMetadataId", "name", "type", "label", "description", "icon", "isCustom",
                "isSystem", "isNullable", "isUnique", "isLabelSyncedWithName", "defaultValue", "options", "settings",
                "relationTargetObjectMetadataId", "relationTargetFieldMetadataId", "morphId"
            )
            SELECT field."id", field."id", field."objectMetadataId", field."name", field."type", field."label",
                field."description", field."icon", field."isCustom", field."isSystem", field."isNullable", field."isUnique",
                field."isLabelSyncedWithName", field."defaultValue", field."options", field."settings", field."targetObject",
                field."targetField", field."morphId"
            FROM jsonb_array_elements(\(Self.json(.array(fields.map(\.row))))::jsonb) WITH ORDINALITY AS item (value, place),
                jsonb_to_record(item.value) AS field (
                    "id" uuid, "objectMetadataId" uuid, "name" text, "type" text, "label" text, "description" text, "icon" text,
                    "isCustom" boolean, "isSystem" boolean, "isNullable" boolean, "isUnique" boolean,
                    "isLabelSyncedWithName" boolean, "defaultValue" jsonb, "options" jsonb, "settings" jsonb,
                    "targetObject" uuid, "targetField" uuid, "morphId" uuid)
            ORDER BY item.place
            """)
    }

    func insert(_ indexes: [IndexModel]) async throws {
        guard !indexes.isEmpty else { return }
        let rows = indexes.map { index -> JSONValue in
            [
                "name": .string(index.name), "object": .string(index.objectID.canonical), "field": .string(index.field.name),
                "isUnique": .bool(index.isUnique), "method": .string(index.method.rawValue),
            ]
        }
        _ = try await connection.query(
            """
            INSERT INTO "indexMetadata" ("name", "objectMetadataId", "fieldNames", "isUnique", "indexType")
            SELECT index."name", index."object", ARRAY[index."field"], index."isUnique", index."method"
            FROM jsonb_to_recordset(\(Self.json(.array(rows)))::jsonb)
                AS index ("name" text, "object" uuid, "field" text, "isUnique" boolean, "method" text)
            """)
    }

    func update(_ object: ObjectModel) async throws {
        _ = try await connection.query(
            """
            UPDATE "objectMetadata"
            SET "nameSingular" = \(object.nameSingular), "namePlural" = \(object.namePlural),
                "labelSingular" = \(object.labelSingular), "labelPlural" = \(object.labelPlural),
                "description" = \(object.description), "icon" = \(object.icon), "shortcut" = \(object.shortcut),
                "color" = \(object.color), "isActive" = \(object.isActive),
                "isLabelSyncedWithName" = \(object.isLabelSyncedWithName),
                "labelIdentifierFieldMetadataId" = \(object.labelIdentifier),
                "imageIdentifierFieldMetadataId" = \(object.imageIdentifier), "updatedAt" = now()
            WHERE "id" = \(object.id)
            """)
    }

    func update(_ field: FieldModel) async throws {
        _ = try await connection.query(
            """
            UPDATE "fieldMetadata"
            SET "name" = \(field.name), "label" = \(field.label), "description" = \(field.description), "icon" = \(field.icon),
                "isActive" = \(field.isActive), "isNullable" = \(field.isNullable), "isUnique" = \(field.isUnique),
                "isLabelSyncedWithName" = \(field.isLabelSyncedWithName), "defaultValue" = \(Self.json(field.defaultValue))::jsonb,
                "options" = \(Self.json(field.optionList))::jsonb, "settings" = \(Self.json(field.storedSettings))::jsonb,
                "updatedAt" = now()
            WHERE "id" = \(field.id)
            """)
    }

    func rename(index old: String, to new: String, field: String, as newField: String) async throws {
        _ = try await connection.query(
            """
            UPDATE "indexMetadata"
            SET "name" = \(new), "fieldNames" = array_replace("fieldNames", \(field), \(newField)), "updatedAt" = now()
            WHERE "name" = \(old)
            """)
    }

    func delete(indexes names: [String]) async throws {
        guard !names.isEmpty else { return }
        _ = try await connection.query(
            "DELETE FROM \"indexMetadata\" WHERE \"name\" = ANY (\(SQLValue.textArray(names)))")
    }

    func delete(fields: [FieldModel]) async throws {
        guard !fields.isEmpty else { return }
        let ids = SQLValue.textArray(fields.map(\.id.canonical))
        _ = try await connection.pipeline([
            "DELETE FROM \"fieldMetadata\" WHERE \"id\" = ANY (\(ids)::uuid[])",
            // An object can do without a field that shows its image.
            """
            UPDATE "objectMetadata" SET "imageIdentifierFieldMetadataId" = NULL, "updatedAt" = now()
            WHERE "imageIdentifierFieldMetadataId" = ANY (\(ids)::uuid[])
            """,
        ])
    }

    /// Takes its fields and indexes along, and what other objects' fields say of it.
    func delete(object id: UUID) async throws {
        _ = try await connection.query("DELETE FROM \"objectMetadata\" WHERE \"id\" = \(id)")
        _ = try await connection.query("DELETE FROM \"recordCount\" WHERE \"objectMetadataId\" = \(id)")
    }

    private static func json(_ value: JSONValue?) -> SQLValue {
        guard let value else { return .null }
        return .text(String(decoding: JSONWriter.encode(value), as: UTF8.self))
    }
}

extension FieldModel {
    fileprivate var row: JSONValue {
        [
            "id": .string(id.canonical), "objectMetadataId": .string(objectID.canonical), "name": .string(name),
            "type": .optional(type?.rawValue), "label": .string(label), "description": .optional(description),
            "icon": .optional(icon), "isCustom": .bool(isCustom), "isSystem": .bool(isSystem), "isNullable": .bool(isNullable),
            "isUnique": .bool(isUnique), "isLabelSyncedWithName": .bool(isLabelSyncedWithName),
            "defaultValue": defaultValue ?? .null, "options": optionList ?? .null, "settings": storedSettings ?? .null,
            "targetObject": .optional(relation?.targetObject.canonical),
            "targetField": .optional(relation?.targetField.canonical), "morphId": .optional(morphID?.canonical),
        ]
    }

    fileprivate var optionList: JSONValue? { options.map { .array($0.map(\.json)) } }

    /// What a relation is stands among its settings.
    fileprivate var storedSettings: JSONValue? {
        guard let relation else { return settings.map { .object($0) } }
        var stored = settings ?? JSONObject()
        stored["relationType"] = .string(relation.kind.rawValue)
        if relation.kind == .manyToOne {
            stored["onDelete"] = .optional(relation.deleteAction?.rawValue)
            stored["joinColumnName"] = .string(storedName)
        }
        return .object(stored)
    }
}
