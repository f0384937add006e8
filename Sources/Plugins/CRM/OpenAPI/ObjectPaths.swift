import Contracts

/// The paths of one object's records.
struct ObjectPaths {
    let object: ObjectDescription

    var members: [JSONMember] {
        let path = "/" + object.plural
        return common(path) + (object.plural == "dashboards" ? [duplicateRoute(path)] : [])
    }

    private func common(_ path: String) -> [JSONMember] {
        [
            JSONMember("/batch" + path, Self.item([("post", createMany)])),
            JSONMember(
                path, Self.item([("get", findMany), ("post", createOne), ("patch", updateMany), ("delete", deleteMany)])),
            JSONMember(path + "/{id}", Self.item([("get", findOne), ("patch", updateOne), ("delete", deleteOne)])),
            JSONMember(path + "/duplicates", Self.item([("post", findDuplicates)])),
            JSONMember(path + "/groupBy", Self.item([("get", groupBy)])),
            JSONMember(path + "/merge", Self.item([("patch", merge)])),
            JSONMember("/restore" + path, Self.item([("patch", restoreMany)])),
            JSONMember("/restore" + path + "/{id}", Self.item([("patch", restoreOne)])),
        ]
    }

    /// Of dashboards alone.
    private func duplicateRoute(_ path: String) -> JSONMember {
        let duplicate = operation(
            "duplicate" + object.key(""), "Duplicate one of", ["idPath", "depth", "fields"], status: 201,
            Self.enveloped(object.key("duplicate"), record))
        return JSONMember(path + "/{id}/duplicate", Self.item([("post", duplicate)]))
    }

    private static func item(_ operations: [(method: String, operation: Operation)]) -> JSONValue {
        .object(JSONObject(operations.map { JSONMember($0.method, $0.operation.described) }))
    }

    private var record: JSONValue { Schema.reference(object.key("") + "ForResponse") }
    private var creation: JSONValue { Schema.reference(object.key("")) }
    private var update: JSONValue { Schema.reference(object.key("") + "ForUpdate") }

    private func operation(
        _ id: String, _ summary: String, _ parameters: [String], body: JSONValue? = nil, status: Int = 200, _ answer: JSONValue
    ) -> Operation {
        Operation(
            id: id, tag: object.plural, summary: summary + " " + object.plural, parameters: parameters, body: body, status: status,
            answer: answer)
    }
}

extension ObjectPaths {
    private var findMany: Operation {
        operation(
            object.keyOfMany("findMany"), "Find",
            [
                "orderBy", "filter", "limit", "depth", "fields", "startingAfter", "endingBefore",
            ],
            Schema.record([
                JSONMember("data", Schema.record([JSONMember(object.plural, Schema.list(of: record, atMost: 200))])),
                JSONMember("totalCount", Schema.count), JSONMember("pageInfo", Self.pageInfo),
            ]))
    }

    private var findOne: Operation {
        operation(
            object.key("findOne"), "Find one of", ["idPath", "depth", "fields"], Self.enveloped(object.singular, record))
    }

    private var createOne: Operation {
        var create = operation(
            object.key("createOne"), "Create one of", ["depth", "fields", "upsert"], body: creation, status: 201,
            Self.enveloped(object.key("create"), record))
        let next = [findOne, updateOne, deleteOne, restoreOne].map(\.id)
        create.links = (next, "/data/\(object.key("create"))/id")
        return create
    }

    private var createMany: Operation {
        operation(
            object.keyOfMany("createMany"), "Create", ["depth", "fields", "upsert"],
            body: Schema.list(of: creation, atMost: RecordEditor.largestBatch), status: 201,
            Self.enveloped(object.keyOfMany("create"), Schema.list(of: record)))
    }

    private var updateOne: Operation {
        operation(
            object.key("UpdateOne"), "Update one of", ["idPath", "depth", "fields"], body: update,
            Self.enveloped(object.key("update"), record))
    }

    private var updateMany: Operation {
        operation(
            object.keyOfMany("updateMany"), "Update", ["filter", "depth", "fields"], body: update,
            Self.enveloped(object.keyOfMany("update"), Schema.list(of: record)))
    }

    private var deleteOne: Operation {
        operation(
            object.key("deleteOne"), "Delete one of", ["idPath", "softDelete"], Self.enveloped(object.key("delete"), Self.identity))
    }

    private var deleteMany: Operation {
        operation(
            object.keyOfMany("deleteMany"), "Delete", ["filter", "softDelete"],
            Self.enveloped(object.keyOfMany("delete"), Schema.list(of: Self.identity)))
    }

    private var restoreOne: Operation {
        operation(
            object.key("restoreOne"), "Restore one of", ["idPath", "depth", "fields"],
            Self.enveloped(object.key("restore"), record))
    }

    private var restoreMany: Operation {
        operation(
            object.keyOfMany("restoreMany"), "Restore", ["filter", "depth", "fields"],
            Self.enveloped(object.keyOfMany("restore"), Schema.list(of: record)))
    }
}

extension ObjectPaths {
    private var findDuplicates: Operation {
        let item = Schema.record([
            JSONMember(object.singular + "Duplicates", Schema.list(of: record, atMost: 200)),
            JSONMember("totalCount", Schema.count), JSONMember("pageInfo", Self.pageInfo),
        ])
        return operation(
            object.key("find") + "Duplicates", "Find duplicates among", ["depth", "fields"],
            body: [
                "oneOf": [
                    Schema.record([JSONMember("ids", Schema.list(of: Schema.uuid, atMost: DuplicateRequest.limit))]),
                    Schema.record([JSONMember("data", Schema.list(of: update, atLeast: 1, atMost: DuplicateRequest.limit))]),
                ]
            ], Schema.record([JSONMember("data", Schema.list(of: item))]))
    }

    private var merge: Operation {
        let allowed = MergeRequest.allowedCount
        return operation(
            object.keyOfMany("mergeMany"), "Merge", ["depth", "fields"],
            body: Schema.object(
                [
                    JSONMember("ids", Schema.list(of: Schema.uuid, atLeast: allowed.lowerBound, atMost: allowed.upperBound)),
                    JSONMember("conflictPriorityIndex", Schema.count),
                    JSONMember("dryRun", ["type": "boolean", "default": false]),
                ], required: ["ids", "conflictPriorityIndex"]), Self.enveloped(object.key("merge"), record))
    }

    private var groupBy: Operation {
        let cell: JSONValue = ["type": ["string", "number", "boolean", "null"]]
        let group: JSONValue = [
            "type": "object",
            "properties": [
                "groupByDimensionValues": ["type": "array"], "records": Schema.list(of: record, atMost: 10),
            ],
            "required": ["groupByDimensionValues"], "additionalProperties": cell,
        ]
        return operation(
            object.keyOfMany("groupBy"), "Group",
            [
                "groupBy", "filter", "orderBy", "limit", "viewId", "aggregate", "includeRecordsSample", "orderByForRecords",
            ], Schema.list(of: group, atMost: 200))
    }

    private static let identity = Schema.record([JSONMember("id", Schema.uuid)])

    private static let pageInfo = Schema.record([
        JSONMember("hasNextPage", Schema.boolean), JSONMember("hasPreviousPage", Schema.boolean),
        JSONMember("startCursor", Schema.nullableText), JSONMember("endCursor", Schema.nullableText),
    ])

    private static func enveloped(_ key: String, _ schema: JSONValue) -> JSONValue {
        Schema.record([JSONMember("data", Schema.record([JSONMember(key, schema)]))])
    }
}
