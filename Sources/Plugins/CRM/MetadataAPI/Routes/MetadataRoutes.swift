import Contracts
import FoundationEssentials
import HTTPTypes

/// Twenty's interface to the description of a workspace, below one prefix: `/rest/metadata`, and the same below `/api`. For those who
/// administer the workspace.
struct MetadataRoutes: Sendable {
    private typealias Handler = @Sendable (Request, TenantRequestContext) async throws -> Response

    let editor: WorkspaceEditor
    let roles: RoleCache

    func routes(below prefix: String) -> [Route] { objectRoutes(prefix + "/objects") + fieldRoutes(prefix + "/fields") }

    private func objectRoutes(_ many: String) -> [Route] {
        let one = many + "/{id}"
        return [
            route(.get, many, list(.object)), route(.get, one, read(.object)), route(.post, many, createObject),
            route(.patch, one, updateObject), route(.put, one, updateObject), route(.delete, one, deleteObject),
        ]
    }

    private func fieldRoutes(_ many: String) -> [Route] {
        let one = many + "/{id}"
        return [
            route(.get, many, list(.field)), route(.get, one, read(.field)), route(.post, many, createField),
            route(.patch, one, updateField), route(.put, one, updateField), route(.delete, one, deleteField),
        ]
    }

    private func route(_ method: HTTPRequest.Method, _ pattern: String, _ handler: @escaping Handler) -> Route {
        let worded: Handler = { request, context in
            guard try await roles.caller(context).permissions.canUpdateSettings else { throw CRMError.notPermitted }
            do {
                return try await handler(request, context)
            } catch let fault as MetadataFault {
                throw CRMError.metadata(fault)
            }
        }
        return Route(
            method, pattern, .tenant(minimum: .admin, callers: .usersAndAPIKeys, worded),
            options: RouteOptions(errorShape: TwentyErrorShape(), ignoresEmptySegments: true))
    }

    private func list(_ subject: MetadataFault.Subject) -> Handler {
        { request, context in
            let page = try MetadataPage(try QueryParameters(request.query))
            return .json(try await MetadataListing(subject: subject, database: context.database).page(page))
        }
    }

    private func read(_ subject: MetadataFault.Subject) -> Handler {
        { _, context in
            let id = try Self.identifier(context)
            return .json(try await MetadataListing(subject: subject, database: context.database).one(id))
        }
    }

    @Sendable private func createObject(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let new = try NewObject(try request.jsonObject())
        try RecordAllowance(of: context.tenant).requireStorage()
        let subject = WorkspaceEditor.Subject(id: new.object.id, name: new.object.nameSingular)
        let shown = try await editor.change(context, "crm.object_created", of: subject) {
            try await ObjectCreation(change: $0).create(new)
        }
        return .json(shown, status: .created)
    }

    @Sendable private func updateObject(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try Self.identifier(context)
        let patch = try ObjectPatch(try request.jsonObject())
        return .json(
            try await editor.change(context, "crm.object_changed", of: .init(id: id)) {
                try await ObjectUpdate(change: $0).update(id, with: patch)
            })
    }

    @Sendable private func deleteObject(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try Self.identifier(context)
        let deletesData = try Self.deletesData(request)
        let shown = try await editor.change(context, "crm.object_deleted", of: .init(id: id)) {
            try await ObjectDeletion(change: $0).delete(id, deletesData: deletesData)
        }
        return .json(shown)
    }

    @Sendable private func createField(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let new = try NewField(try request.jsonObject())
        try RecordAllowance(of: context.tenant).requireStorage()
        let subject = WorkspaceEditor.Subject(id: new.field.id, name: new.field.name)
        let shown = try await editor.change(context, "crm.field_created", of: subject) {
            try await FieldCreation(change: $0).create(new)
        }
        return .json(shown, status: .created)
    }

    @Sendable private func updateField(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try Self.identifier(context)
        let patch = try FieldPatch(try request.jsonObject())
        return .json(
            try await editor.change(context, "crm.field_changed", of: .init(id: id)) {
                try await FieldUpdate(change: $0).update(id, with: patch)
            })
    }

    @Sendable private func deleteField(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let id = try Self.identifier(context)
        let deletesData = try Self.deletesData(request)
        let shown = try await editor.change(context, "crm.field_deleted", of: .init(id: id)) {
            try await FieldDeletion(change: $0).delete(id, deletesData: deletesData)
        }
        return .json(shown)
    }

    private static func identifier(_ context: TenantRequestContext) throws(MetadataFault) -> UUID {
        let text = context.request.pathParameters["id"]
        guard let id = UUID(canonical: text) else { throw .invalidIdentifier(String(text.prefix(200))) }
        return id
    }

    /// Records and values are deleted along with what holds them only where the caller says so.
    private static func deletesData(_ request: Request) throws -> Bool {
        try QueryParameters(request.query).single("delete_data") == "true"
    }
}
