internal import Contracts
internal import FoundationEssentials
internal import HTTPTypes

/// The archives of any tenant, for operators: also of one that is suspended.
struct ArchiveRoutes: Sendable {
    private static let maxBodyBytes = 16_384

    let tenants: TenantStore
    let archives: any TenantArchives
    let plans: PlanCatalogue

    var routes: [Route] {
        let path = "/api/admin/tenants/{id}/exports"
        return [
            Route(.post, path, .platform(minimum: .operator, export)),
            Route(.get, path, .platform(minimum: .operator, list)),
            Route(.get, path + "/{archive}", .platform(minimum: .operator, show)),
            Route(.get, path + "/{archive}/download", .platform(minimum: .superadmin, download)),
            Route(.get, path + "/{archive}/key", .platform(minimum: .superadmin, key)),
            Route(.post, path + "/{archive}/restore", .platform(minimum: .superadmin, restore)),
            Route(
                .post, "/api/admin/imports", .platform(minimum: .superadmin, bringBack),
                options: RouteOptions(maxBodyBytes: Self.maxBodyBytes)),
        ]
    }

    private func export(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let tenant = try await tenant(context)
        let archive = try await archives.export(tenant, actor: context.actor)
        return archive.accepted(at: "/api/admin/tenants/\(tenant)/exports/\(archive.id.canonical)")
    }

    private func list(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        .success(["archives": .array(try await archives.list(of: tenant(context)).map(\.json))])
    }

    private func show(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        .success(try await archives.archive(try id(context), of: tenant(context)).json)
    }

    private func download(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        try await archives.download(try id(context), of: tenant(context), actor: context.actor).response
    }

    private func key(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let key = try await archives.key(try id(context), of: tenant(context), actor: context.actor)
        return .success(["key": .string(TextEncoding.hex(key))])
    }

    private func bringBack(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let form = try ImportForm(try request.jsonObject(), plans: plans)
        let imported = try await archives.importTenant(form.order(actor: context.actor))
        return .accepted(
            [
                "tenant_id": .string(imported.tenant.description), "slug": .string(imported.slug.description),
                "job_id": .string(imported.job.canonical),
            ], at: JobRoutes.path(of: imported.job))
    }

    private func restore(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let job = try await archives.restore(try id(context), of: tenant(context), actor: context.actor)
        return .accepted(["job_id": .string(job.canonical)], at: JobRoutes.path(of: job))
    }

    private func tenant(_ context: OperatorRequestContext) async throws -> TenantID {
        try await tenants.require(TenantName(context.request.pathParameters["id"])).id
    }

    private func id(_ context: OperatorRequestContext) throws -> UUID {
        guard let id = UUID(canonical: context.request.pathParameters["archive"]) else {
            throw RequestFault.invalidIdentifier(name: "archive")
        }
        return id
    }
}
