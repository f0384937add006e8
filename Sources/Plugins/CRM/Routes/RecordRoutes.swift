import Contracts
import FoundationEssentials
import HTTPTypes

/// Twenty's interface to records, below one prefix: `/rest`, and the same below `/api`.
struct RecordRoutes: Sendable {
    typealias Handler = @Sendable (Request, TenantRequestContext) async throws -> Response

    let catalogues: CatalogueCache
    let roles: RoleCache

    /// Where two patterns match a path, the one whose first literal comes earlier answers: `batch/…` and `…/groupBy` before `…/{id}`.
    func routes(below prefix: String) -> [Route] {
        let routes =
            readRoutes(below: prefix) + createRoutes(below: prefix) + updateRoutes(below: prefix) + deleteRoutes(below: prefix)
            + restoreRoutes(below: prefix) + duplicateRoutes(below: prefix) + mergeRoutes(below: prefix)
            + groupRoutes(below: prefix) + dashboardRoutes(below: prefix)
        return routes + reservedRoutes(beside: routes, below: prefix)
    }

    /// What has too few or too many segments below Twenty's own prefix, in Twenty's words.
    func strayRoutes(below prefix: String) -> [Route] {
        [prefix, prefix + "/{objects}/{id}/{more}"].flatMap { pattern in
            [read(pattern, refusePath)]
                + [.post, .patch, .put, .delete].map { write($0, pattern, refusePath) }
        }
    }

    @Sendable func refusePath(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        throw CRMError.invalidPath
    }

    func read(_ pattern: String, _ handler: @escaping Handler) -> Route {
        route(.get, pattern, minimum: .viewer, handler)
    }

    /// What reads although its question comes in a body.
    func search(_ pattern: String, _ handler: @escaping Handler) -> Route {
        route(.post, pattern, minimum: .viewer, handler)
    }

    func write(_ method: HTTPRequest.Method, _ pattern: String, _ handler: @escaping Handler) -> Route {
        route(method, pattern, minimum: .member, handler)
    }

    private func route(
        _ method: HTTPRequest.Method, _ pattern: String, minimum: TenantRole, _ handler: @escaping Handler
    ) -> Route {
        Route(
            method, pattern, .tenant(minimum: minimum, callers: .usersAndAPIKeys, guarded(handler)),
            options: RouteOptions(errorShape: TwentyErrorShape(), ignoresEmptySegments: true))
    }

    /// A request may meet one change of the objects after the other; those who change them that fast are few.
    private static let mostAttempts = 5

    /// Has the metadata read anew when a statement made from them met a table or column that is not there, and handles the request
    /// again: the objects were changed meanwhile. A handler that throws has written nothing, as what it writes and what its answer
    /// shows of it are one transaction.
    ///
    /// - Parameter isRepeatable: whether the request can be handled twice, as one whose body was read as a stream cannot.
    func guarded(isRepeatable: Bool = true, _ handler: @escaping Handler) -> Handler {
        { request, context in
            for _ in 1..<(isRepeatable ? Self.mostAttempts : 1) {
                do {
                    return try await handler(request, context)
                } catch DatabaseError.server(let diagnostic) where diagnostic.isAboutSchema {
                    catalogues.forget(context.tenant.id)
                }
            }
            return try await catalogues.explainingChanges(of: context.tenant.id, in: context.database) {
                try await handler(request, context)
            }
        }
    }

    /// The object that the path names, in the caller's database.
    func scope(_ context: TenantRequestContext) async throws -> RecordScope {
        try await scope(context, of: context.request.pathParameters["objects"])
    }

    func scope(_ context: TenantRequestContext, of plural: String) async throws -> RecordScope {
        let catalogue = try await catalogues.catalogue(of: context.tenant.id, in: context.database)
        return RecordScope(
            catalogue: catalogue, object: try catalogue.object(plural: plural),
            caller: try await roles.caller(context), database: context.database, allowance: RecordAllowance(of: context.tenant))
    }

    func identifier(_ context: TenantRequestContext) throws(CRMError) -> UUID {
        let text = context.request.pathParameters["id"]
        guard let id = RecordID.parse(text) else { throw .invalidIdentifier(String(text.prefix(200))) }
        return id
    }
}
