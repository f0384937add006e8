internal import Contracts
internal import HTTPTypes

/// The servers that hold tenants' databases.
struct ServerRoutes: Sendable {
    private static let pattern = "/api/admin/servers/{name}"
    private static let maxBodyBytes = 16_384

    let servers: any ServerControl
    /// Nil when nothing is kept on servers for tenants to come.
    let stock: (any ServerStock)?

    var routes: [Route] {
        let options = RouteOptions(maxBodyBytes: Self.maxBodyBytes)
        return [
            Route(.get, "/api/admin/servers", .platform(minimum: .operator, list)),
            Route(.post, "/api/admin/servers", .platform(minimum: .superadmin, add), options: options),
            Route(.get, Self.pattern, .platform(minimum: .operator, show)),
            Route(.patch, Self.pattern, .platform(minimum: .superadmin, change), options: options),
            Route(.delete, Self.pattern, .platform(minimum: .superadmin, remove), options: options),
        ]
    }

    private func list(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        .success(["servers": .array(try await json(of: try await servers.list()))])
    }

    private func show(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        try await answer(context.request.pathParameters["name"])
    }

    private func add(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let server = try NewServer(request.jsonObject())
        try await servers.add(server.description, password: server.password, actor: context.actor)
        return try await answer(server.description.name, status: .created)
    }

    private func change(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        let name = context.request.pathParameters["name"]
        let object = try request.jsonObject()
        var reader = FieldReader(object)
        let fields = ServerFields(object, &reader)
        // Who gives the password says whom it is for, whatever the registry's row says by now.
        if fields.password != nil, object["host"] == nil { reader.fail("host", "is required together with admin_password") }
        try reader.finish()
        // To be closed it has to be cleared first.
        let state = fields.state == .closed ? nil : fields.state
        try await servers.change(name, password: fields.password, actor: context.actor) { server in
            fields.apply(to: &server)
            if let state { server.state = state }
        }
        if fields.state == .closed {
            try await servers.close(name, clearing: stock, isLost: fields.isLost, actor: context.actor)
        }
        return try await answer(name)
    }

    private func remove(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        try await servers.remove(context.request.pathParameters["name"], actor: context.actor)
        return .success([:])
    }

    private func answer(_ name: String, status: HTTPResponse.Status = .ok) async throws -> Response {
        guard let server = try await json(of: [servers.find(name)]).first else { throw ServerError.unknownServer(name) }
        return .success(server, status: status)
    }

    /// All are asked for a sign of life at the same time.
    private func json(of registered: [RegisteredServer]) async throws -> [JSONValue] {
        let ready = try await stock?.readyDatabases() ?? [:]
        let reachable = await withTaskGroup(of: (String, Bool).self) { group in
            for server in registered where server.description.state != .closed {
                let name = server.description.name
                group.addTask { (name, await servers.answers(name)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        return registered.map { server in
            server.json(
                readyDatabases: ready[server.description.name, default: 0], isReachable: reachable[server.description.name])
        }
    }
}
