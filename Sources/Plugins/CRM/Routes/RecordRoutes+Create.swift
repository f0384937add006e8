import Contracts
import HTTPTypes

extension RecordRoutes {
    func createRoutes(below prefix: String) -> [Route] {
        [
            write(.post, prefix + "/{objects}", createOne), write(.post, prefix + "/batch/{objects}", createMany),
            write(.post, prefix + "/{objects}/{id}", refuseOne),
        ]
    }

    @Sendable func createOne(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let creation = try await creation(request, context)
        let records = try await creation.write([try request.jsonObject()])
        return try creation.reader.answer(creation.scope.object.key("create"), one: records, status: .created)
    }

    @Sendable func createMany(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let creation = try await creation(request, context)
        guard case .array(let items) = try request.jsonValue() else { throw CRMError.refusedWrite(.batchIsNoList) }
        let bodies = try items.map { item throws(CRMError) in
            guard case .object(let body) = item else { throw .refusedWrite(.batchIsNoList) }
            return body
        }
        let records = try await creation.write(bodies)
        return creation.reader.answer(creation.scope.object.keyOfMany("create"), all: records, status: .created)
    }

    /// A record is not made at a path of its own.
    @Sendable func refuseOne(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        _ = try identifier(context)
        throw CRMError.invalidPath
    }

    private func creation(_ request: Request, _ context: TenantRequestContext) async throws -> Creation {
        let query = try QueryParameters(request.query)
        let scope = try await scope(context)
        let isUpsert = query.single("upsert") == "true"
        try scope.permissions.require(.create, on: scope.object)
        if isUpsert { try scope.permissions.require(.update, on: scope.object) }
        return Creation(scope: scope, reader: RecordReader(scope, try RecordView(query, in: scope)), isUpsert: isUpsert)
    }

    /// What both ways to create share.
    private struct Creation {
        let scope: RecordScope
        let reader: RecordReader
        let isUpsert: Bool

        func write(_ bodies: [JSONObject]) async throws -> CompleteRecords {
            guard bodies.count <= RecordEditor.largestBatch else {
                throw CRMError.refusedWrite(.batchTooLarge(limit: RecordEditor.largestBatch))
            }
            let inputs = try bodies.map { body throws(CRMError) in
                try scope.permissions.requireWritable(body.names, of: scope.object)
                return try RecordInput(body, for: scope.object, operation: .create, in: scope.catalogue)
            }
            guard !inputs.isEmpty else { return CompleteRecords(rows: [], relations: .none) }
            try scope.allowance.requireStorage()
            let editor = RecordEditor(scope, reader.view)
            return isUpsert ? try await editor.upsert(inputs) : try await editor.create(inputs)
        }
    }
}
