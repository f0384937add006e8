import Contracts

/// Objects and fields as the interface shows them, put together by PostgreSQL: the keys in Twenty's order.
///
/// The fragments read from `"objectMetadata"` as `object`, `"fieldMetadata"` as `field` and `"workspace"` as
/// `workspace`.
enum MetadataJSON {
    static let object: SQL = """
        json_build_object(
            'id', object."id", 'universalIdentifier', COALESCE(object."universalIdentifier", object."id"),
            'nameSingular', object."nameSingular", 'namePlural', object."namePlural", 'labelSingular', object."labelSingular",
            'labelPlural', object."labelPlural", 'description', object."description", 'icon', object."icon",
            'overrides', object."overrides", 'shortcut', object."shortcut", 'color', object."color",
            'isRemote', object."isRemote", 'isActive', object."isActive", 'isSystem', object."isSystem",
            'isUIEditable', object."isUIEditable", 'isUICreatable', object."isUICreatable", 'isUIReadOnly', object."isUIReadOnly",
            'isSearchable', object."isSearchable", 'workspaceId', workspace."id", 'applicationId', object."applicationId",
            'createdAt', \(time("object", "createdAt")), 'updatedAt', \(time("object", "updatedAt")),
            'labelIdentifierFieldMetadataId', object."labelIdentifierFieldMetadataId",
            'imageIdentifierFieldMetadataId', object."imageIdentifierFieldMetadataId",
            'isLabelSyncedWithName', object."isLabelSyncedWithName", 'duplicateCriteria', object."duplicateCriteria",
            'fields', COALESCE((
                SELECT json_agg(\(field) ORDER BY field."ordinal") FROM "fieldMetadata" AS field
                WHERE field."objectMetadataId" = object."id"
            ), '[]'))
        """

    static let field: SQL = """
        json_build_object(
            'id', field."id", 'universalIdentifier', COALESCE(field."universalIdentifier", field."id"), 'type', field."type",
            'name', field."name", 'label', field."label", 'description', field."description", 'icon', field."icon",
            'overrides', field."overrides", 'isActive', field."isActive", 'isSystem', field."isSystem",
            'isUIEditable', field."isUIEditable", 'isUIReadOnly', field."isUIReadOnly", 'isNullable', field."isNullable",
            'isUnique', field."isUnique", 'defaultValue', field."defaultValue", 'options', \(options),
            'settings', field."settings", 'workspaceId', workspace."id", 'objectMetadataId', field."objectMetadataId",
            'isLabelSyncedWithName', field."isLabelSyncedWithName", 'morphId', field."morphId",
            'createdAt', \(time("field", "createdAt")), 'updatedAt', \(time("field", "updatedAt")),
            'applicationId', field."applicationId")
        """

    /// The options of a select field; NULL for other fields. An option that was stored without an id has one of its value's making.
    static let options: SQL = """
        (
            SELECT json_agg(json_build_object(
                'id', COALESCE(option ->> 'id', public.uuid_generate_v5(field."id", option ->> 'value')::text),
                'label', option -> 'label', 'value', option -> 'value', 'color', option -> 'color',
                'position', option -> 'position') ORDER BY place)
            FROM jsonb_array_elements(CASE jsonb_typeof(field."options") WHEN 'array' THEN field."options" END)
                WITH ORDINALITY AS item (option, place)
        )
        """

    /// ISO 8601 with milliseconds, as in records.
    private static func time(_ table: StaticString, _ column: StaticString) -> SQL {
        "to_char(\(identifier: table.description).\(identifier: column.description) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
    }
}
