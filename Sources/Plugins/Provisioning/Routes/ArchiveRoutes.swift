import Contracts
import FoundationEssentials
import HTTPTypes

/// An organization's archives, for its owners.
struct ArchiveRoutes: Sendable {
    static let path = "/api/organization/archives"

    let archives: any TenantArchives

    var routes: [Route] {
        [
            Route(.post, Self.path, .tenant(minimum: .owner, export)),
            Route(.get, Self.path, .tenant(minimum: .owner, list)),
            Route(.get, Self.path + "/{archive}", .tenant(minimum: .owner, show)),
            Route(.get, Self.path + "/{archive}/download", .tenant(minimum: .owner, download)),
            Route(.get, Self.path + "/{archive}/key", .tenant(minimum: .owner, key)),
        ]
    }

    private func export(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let archive = try await archives.export(context.tenant.id, actor: try context.user.actor)
        return archive.accepted(at: "\(Self.path)/\(archive.id.canonical)")
    }

    private func list(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        .success(["archives": .array(try await archives.list(of: context.tenant.id).map(\.json))])
    }

    private func show(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        .success(try await archives.archive(try id(context), of: context.tenant.id).json)
    }

    private func download(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        try await archives.download(try id(context), of: context.tenant.id, actor: try context.user.actor).response
    }

    private func key(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let key = try await archives.key(try id(context), of: context.tenant.id, actor: try context.user.actor)
        return .success(["key": .string(TextEncoding.hex(key))])
    }

    private func id(_ context: TenantRequestContext) throws -> UUID {
        guard let id = UUID(canonical: context.request.pathParameters["archive"]) else {
            throw RequestFault.invalidIdentifier(name: "archive")
        }
        return id
    }
}
