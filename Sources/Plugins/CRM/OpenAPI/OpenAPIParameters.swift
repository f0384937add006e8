import Contracts

/// The parameters that operations share, by the names under which they refer to them.
enum OpenAPIParameters {
    static let members: [JSONMember] = [
        JSONMember(
            "idPath",
            [
                "name": "id", "in": "path", "required": true, "description": "The record's id.", "schema": Schema.uuid,
            ]),
        query("startingAfter", "starting_after", "A cursor: the page begins after its record.", Schema.text),
        query("endingBefore", "ending_before", "A cursor: the page ends before its record.", Schema.text),
        query("filter", "filter", "Comparisons, alone or within and, or, not.", words, example: "deletedAt[is]:NULL"),
        query("depth", "depth", "1 adds the records that relations lead to.", ["type": "integer", "enum": [0, 1], "default": 0]),
        query("upsert", "upsert", "Changes the records that have the same unique values.", flag),
        query("softDelete", "soft_delete", "Hides the records instead of deleting them for good.", flag),
        query(
            "orderBy", "order_by", "Fields, each with a direction; of groups a JSON array.", Schema.text,
            example: "createdAt[DescNullsLast]"),
        query(
            "limit", "limit", "How many records or groups at most.",
            ["type": "integer", "minimum": 0, "maximum": 200, "default": 60]),
        query("fields", "fields", "Names of the fields that are answered, by commas.", words, example: "id,createdAt"),
        query(
            "groupBy", "group_by", "A JSON array of fields.", words, isRequired: true,
            example: #"[{"createdAt":{"granularity":"MONTH","timeZone":"UTC"}}]"#),
        // Twenty documents it under this name and reads it under the other: here both are read.
        query("viewId", "view_id", "Views are not served: a request that names one is answered 400.", Schema.uuid),
        query("aggregate", "aggregate", "A JSON array of aggregates.", Schema.text, example: #"["totalCount"]"#),
        query("includeRecordsSample", "include_records_sample", "Adds records to each group.", flag),
        query(
            "orderByForRecords", "order_by_for_records", "The order of each group's records.", Schema.text,
            example: "createdAt[DescNullsLast]"),
    ]

    private static let words: JSONValue = ["type": "string", "minLength": 1]
    private static let flag: JSONValue = ["type": "boolean", "default": false]

    private static func query(
        _ key: String, _ name: String, _ description: String, _ schema: JSONValue, isRequired: Bool = false, example: String? = nil
    ) -> JSONMember {
        var parameter = JSONObject([
            JSONMember("name", .string(name)), JSONMember("in", "query"), JSONMember("required", .bool(isRequired)),
            JSONMember("description", .string(description)), JSONMember("schema", schema),
        ])
        parameter["example"] = example.map { .string($0) }
        return JSONMember(key, .object(parameter))
    }
}
