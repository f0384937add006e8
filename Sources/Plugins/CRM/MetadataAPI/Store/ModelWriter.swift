import Contracts
import FoundationEssentials

/// Writes the rows that describe objects, fields and indexes.
struct ModelWriter {
    let connection: any DatabaseConnection

    func insert(_ object: ObjectModel) async throws {
        _ = try await connection.query(
            """
            INSERT INTO core."objectMetadata" (
                "id", "universalIdentifier", "nameSingular", "namePlural", "labelSingular", "labelPlural", "description", "icon",
                "shortcut", "color", "isCustom", "isSearchable", "isLabelSyncedWithName", "labelIdentifierFieldMetadataId"
            ) VALUES (
                \(object.id), \(object.id), \(object.nameSingular), \(object.namePlural), \(object.labelSingular),
                \(object.labelPlural), \(object.description), \(object.icon), \(object.shortcut), \(object.color), true, true,
                \(object.isLabelSyncedWithName), \(object.labelIdentifier)
            )
            """)
        for field in object.fields { try await insert(field) }
    }

    func insert(_ field: FieldModel) async throws {
        guard let type = field.type else { return }
        _ = try await connection.query(
            """
            INSERT INTO core."fieldMetadata" (
                "id", "universalIdentifier", "objectMetadataId", "name", "type", "label", "description", "icon", "isCustom",
                "isSystem", "isNullable", "isUnique", "isLabelSyncedWithName", "defaultValue", "options", "settings",
                "relationTargetObjectMetadataId", "morphId"
            ) VALUES (
                \(field.id), \(field.id), \(field.objectID), \(field.name), \(type.rawValue), \(field.label), \(field.description),
                \(field.icon), \(field.isCustom), \(field.isSystem), \(field.isNullable), \(field.isUnique),
                \(field.isLabelSyncedWithName), \(Self.json(field.defaultValue))::jsonb, \(Self.json(field.optionList))::jsonb,
                \(Self.json(field.storedSettings))::jsonb, \(field.relation?.targetObject), \(field.morphID)
            )
            """)
    }

    /// Tells both ends of a relation of each other, once both are there.
    func connect(_ field: UUID, _ inverse: UUID) async throws {
        _ = try await connection.query(
            """
            UPDATE core."fieldMetadata"
            SET "relationTargetFieldMetadataId" = CASE "id" WHEN \(field)::uuid THEN \(inverse)::uuid ELSE \(field)::uuid END
            WHERE "id" IN (\(field), \(inverse))
            """)
    }

    func insert(_ index: IndexModel) async throws {
        _ = try await connection.query(
            """
            INSERT INTO core."indexMetadata" ("name", "objectMetadataId", "fieldNames", "isUnique", "indexType")
            VALUES (\(index.name), \(index.objectID), \(SQLValue.textArray([index.field.name])), \(index.isUnique),
                \(index.method.rawValue))
            """)
    }

    func update(_ object: ObjectModel) async throws {
        _ = try await connection.query(
            """
            UPDATE core."objectMetadata"
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
            UPDATE core."fieldMetadata"
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
            UPDATE core."indexMetadata"
            SET "name" = \(new), "fieldNames" = array_replace("fieldNames", \(field), \(newField)), "updatedAt" = now()
            WHERE "name" = \(old)
            """)
    }

    func delete(index name: String) async throws {
        _ = try await connection.query("DELETE FROM core.\"indexMetadata\" WHERE \"name\" = \(name)")
    }

    func delete(field id: UUID) async throws {
        _ = try await connection.query("DELETE FROM core.\"fieldMetadata\" WHERE \"id\" = \(id)")
    }

    /// Takes its fields and indexes along, and what other objects' fields say of it.
    func delete(object id: UUID) async throws {
        _ = try await connection.query("DELETE FROM core.\"objectMetadata\" WHERE \"id\" = \(id)")
        _ = try await connection.query("DELETE FROM core.\"recordCount\" WHERE \"objectMetadataId\" = \(id)")
    }

    private static func json(_ value: JSONValue?) -> SQLValue {
        guard let value else { return .null }
        return .text(String(decoding: JSONWriter.encode(value), as: UTF8.self))
    }
}

extension FieldModel {
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
