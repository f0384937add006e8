import Contracts
import HTTPTypes

/// Records by the thousand, in and out: not Twenty's but the product's own interface, in its own words.
struct BulkRoutes: Sendable {
    let records: RecordRoutes
    let trail: BulkTrail

    var routes: [Route] {
        [
            Route(
                .post, "/api/import/{objects}",
                .tenant(minimum: .member, callers: .usersAndAPIKeys, records.guarded(isRepeatable: false, importRecords)),
                options: RouteOptions(isStreamed: true)),
            Route(
                .get, "/api/export/{objects}",
                .tenant(minimum: .viewer, callers: .usersAndAPIKeys, records.guarded(isRepeatable: false, exportRecords)),
                options: RouteOptions(isStreamed: true)),
            Route(.get, "/api/imports", .tenant(minimum: .viewer, callers: .usersAndAPIKeys, listImports)),
            Route(.get, "/api/imports/{id}", .tenant(minimum: .viewer, callers: .usersAndAPIKeys, showImport)),
        ]
    }

    @Sendable private func importRecords(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let options = try ImportOptions(try QueryParameters(request.query), contentType: request.fields[.contentType])
        let scope = try await records.scope(context)
        try scope.permissions.requireTools()
        let bulk = try await RecordImport(options, in: scope)
        try await trail.note(importOf: scope.object, options, by: context.principal)
        let job = try await bulk.run(request.bodyStream)
        return .success(.object(try job.members()))
    }

    @Sendable private func exportRecords(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let query = try QueryParameters(request.query)
        let scope = try await records.scope(context)
        try scope.permissions.requireTools()
        try scope.permissions.require(.read, on: scope.object)
        let export = try RecordExport(query, in: scope)
        try await trail.note(exportOf: scope.object, export.format, by: context.principal)
        let fields: HTTPFields = [
            .contentType: export.format.contentType, .cacheControl: "no-store",
            .contentDisposition: "attachment; filename=\"\(scope.object.plural).\(export.format.rawValue)\"",
        ]
        return Response(status: .ok, fields: fields) { try await export.write(to: $0, from: scope.database) }
    }

    @Sendable private func listImports(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let jobs = try await JobStore(database: context.database).jobs()
        return .success(.array(try jobs.map { .object(try $0.members()) }))
    }

    @Sendable private func showImport(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        guard let id = RecordID.parse(context.request.pathParameters["id"]) else {
            throw RequestFault.invalidIdentifier(name: "id")
        }
        return .success(.object(try await JobStore(database: context.database).job(id).members()))
    }
}
