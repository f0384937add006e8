import Contracts
import FoundationEssentials
import HTTPTypes

/// Twenty's interface to records, below one prefix: `/rest`, and the same below `/api`.
struct RecordRoutes: Sendable {
    typealias Handler = @Sendable (Request, TenantRequestContext) async throws -> Response

    let catalogues: CatalogueCache

    /// Where two patterns match a path, the one whose first literal comes earlier answers: `batch/…` and `…/groupBy` before `…/{id}`.
    func routes(below prefix: String) -> [Route] {
        readRoutes(below: prefix) + writeRoutes(below: prefix)
    }

    /// What has too few or too many segments below Twenty's own prefix, in Twenty's words.
    func strayRoutes(below prefix: String) -> [Route] {
        [prefix, prefix + "/{objects}/{id}/{more}"].flatMap { pattern in
            [read(pattern, refusePath)]
                + [.post, .patch, .put, .delete].map { write($0, pattern, refusePath) }
        }
    }

    func read(_ pattern: String, _ handler: @escaping Handler) -> Route {
        route(.get, pattern, minimum: .viewer, handler)
    }

    func write(_ method: HTTPRequest.Method, _ pattern: String, _ handler: @escaping Handler) -> Route {
        route(method, pattern, minimum: .member, handler)
    }

    private func route(
        _ method: HTTPRequest.Method, _ pattern: String, minimum: TenantRole, _ handler: @escaping Handler
    ) -> Route {
        Route(
            method, pattern, .tenant(minimum: minimum, callers: .usersAndAPIKeys, guarded(handler)),
            options: RouteOptions(errorShape: TwentyErrorShape()))
    }

    /// Has the metadata read anew when a statement made from them met a table or column that is not there.
    private func guarded(_ handler: @escaping Handler) -> Handler {
        { request, context in
            do {
                return try await handler(request, context)
            } catch DatabaseError.server(let diagnostic) where diagnostic.isAboutSchema {
                catalogues.forget(context.tenant.id)
                throw DatabaseError.server(diagnostic)
            }
        }
    }

    /// The object that the path names, in the caller's database.
    func scope(_ context: TenantRequestContext) async throws -> RecordScope {
        let catalogue = try await catalogues.catalogue(of: context.tenant.id, in: context.database)
        return RecordScope(
            catalogue: catalogue, object: try catalogue.object(plural: context.request.pathParameters["objects"]),
            caller: Caller(context.principal), database: context.database)
    }

    func identifier(_ context: TenantRequestContext) throws(CRMError) -> UUID {
        let text = context.request.pathParameters["id"]
        if let operation = UnsupportedOperation(objects: context.request.pathParameters["objects"], id: text) {
            throw .unsupported(operation.rawValue)
        }
        guard let id = RecordID.parse(text) else { throw .invalidIdentifier(String(text.prefix(200))) }
        return id
    }
}
