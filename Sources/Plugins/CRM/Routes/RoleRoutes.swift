import Contracts
import FoundationEssentials
import HTTPTypes

/// The roles that an organization makes for itself, for its administrators.
struct RoleRoutes: Sendable {
    /// A role may close every field of every object.
    private static let maxBodyBytes = 262_144

    let roles: RoleCache
    let service: RoleService

    var routes: [Route] {
        let options = RouteOptions(maxBodyBytes: Self.maxBodyBytes)
        return [
            Route(.get, "/api/roles", .tenant(minimum: .admin, list)),
            Route(.post, "/api/roles", .tenant(minimum: .admin, create), options: options),
            Route(.get, "/api/roles/{id}", .tenant(minimum: .admin, find)),
            Route(.patch, "/api/roles/{id}", .tenant(minimum: .admin, change), options: options),
            Route(.delete, "/api/roles/{id}", .tenant(minimum: .admin, remove)),
            Route(.put, "/api/roles/{id}/object-permissions", .tenant(minimum: .admin, setObjects), options: options),
            Route(.put, "/api/roles/{id}/field-permissions", .tenant(minimum: .admin, setFields), options: options),
            Route(.put, "/api/roles/{id}/members/{account}", .tenant(minimum: .admin, assign)),
            Route(.delete, "/api/roles/{id}/members/{account}", .tenant(minimum: .admin, unassign)),
        ]
    }

    private func list(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        .success(["roles": .array(try await service.list(context))])
    }

    private func find(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        .success(try await service.find(try id("id", context), context))
    }

    private func create(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        try await requireAdministration(context)
        return .success(try await service.create(RoleInput(request.jsonObject(), isNew: true), context), status: .created)
    }

    private func change(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        try await requireAdministration(context)
        let input = try RoleInput(request.jsonObject(), isNew: false)
        return .success(try await service.change(try id("id", context), input, context))
    }

    private func remove(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        try await requireAdministration(context)
        try await service.remove(try id("id", context), context)
        return .success([:])
    }

    private func setObjects(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        try await requireAdministration(context)
        return .success(try await service.setObjects(try request.jsonObject(), of: try id("id", context), context))
    }

    private func setFields(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        try await requireAdministration(context)
        return .success(try await service.setFields(try request.jsonObject(), of: try id("id", context), context))
    }

    private func assign(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        try await requireAdministration(context)
        return .success(try await service.assign(try id("id", context), to: try id("account", context), context))
    }

    private func unassign(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        try await requireAdministration(context)
        return .success(try await service.unassign(try id("id", context), from: try id("account", context), context))
    }

    /// An administrator who was narrowed down does not undo that.
    private func requireAdministration(_ context: TenantRequestContext) async throws {
        guard try await roles.caller(context).permissions.canUpdateSettings else { throw RoleError.administrationClosed }
    }

    private func id(_ name: String, _ context: TenantRequestContext) throws(RequestFault) -> UUID {
        guard let id = UUID(canonical: context.request.pathParameters[name]) else { throw .invalidIdentifier(name: name) }
        return id
    }
}
