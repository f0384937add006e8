import Contracts
import HTTPTypes

/// `/rest/open-api/core`, and the paths beside it that mean the same.
struct OpenAPIRoutes: Sendable {
    let catalogues: CatalogueCache
    let roles: RoleCache
    private let documents = OpenAPIDocuments()

    init(catalogues: CatalogueCache, roles: RoleCache) {
        self.catalogues = catalogues
        self.roles = roles
    }

    func route(below prefix: String) -> Route {
        Route(
            .get, prefix + "/open-api/core", .optionalTenant(describe), options: RouteOptions(errorShape: TwentyErrorShape()))
    }

    /// A caller without a valid token learns what is no secret, and nothing of any workspace.
    @Sendable private func describe(_ request: Request, _ context: TenantRequestContext?) async throws -> Response {
        guard let context else { return .json(OpenAPIDocument.skeleton) }
        let permissions = try await roles.caller(context).permissions
        let catalogue = try await catalogues.catalogue(of: context.tenant.id, in: context.database)
        return .json(documents.document(of: catalogue, for: permissions))
    }
}
