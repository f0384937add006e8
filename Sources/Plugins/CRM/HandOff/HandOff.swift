import Contracts
import HTTPTypes

/// Hands requests off to tenants' own Twenty servers: the host says where to and with which key, nginx moves the bytes.
struct HandOff: Sendable {
    typealias Handler = @Sendable (Request, TenantRequestContext) async throws -> Response

    private static let writes: [HTTPRequest.Method] = [.post, .put, .patch, .delete]

    let upstreams: UpstreamDirectory
    let vault: UpstreamVault
    let roles: RoleCache

    /// The paths that nothing here answers natively.
    var routes: [Route] {
        HandOffRule.all.flatMap { rule in
            [route(.get, rule, minimum: rule.read)] + Self.writes.map { route($0, rule, minimum: rule.write) }
        }
    }

    /// The native routes to records, preceded for each tenant by its own server when that has taken them over.
    func covering(_ native: [Route]) -> [Route] {
        native.map { route in
            guard case .tenant(let minimum, let callers, let handler) = route.endpoint else { return route }
            let covered: Handler = { request, context in
                if let answer = try await answer(.rest, context) { return answer }
                return try await handler(request, context)
            }
            return Route(route.method, route.pattern, .tenant(minimum: minimum, callers: callers, covered), options: route.options)
        }
    }

    /// A route that everybody may call, preceded for each tenant by its own server when that has taken `path` over.
    func covering(_ native: Route, as path: HandOffPath) -> Route {
        guard case .optionalTenant(let handler) = native.endpoint else { return native }
        return Route(
            native.method, native.pattern,
            .optionalTenant { request, context in
                if let context, let answer = try await answer(path, context) { return answer }
                return try await handler(request, context)
            }, options: native.options)
    }

    private func route(_ method: HTTPRequest.Method, _ rule: HandOffRule, minimum: TenantRole) -> Route {
        let handler: Handler = { _, context in
            if let answer = try await answer(rule.path, context) { return answer }
            // Without a server for it, all that stands below `/rest` is the native interface's, which has nothing here.
            guard rule.path != .rest else { throw CRMError.invalidPath }
            throw HandOffError.notConfigured(rule.path)
        }
        let shape: any ErrorShape = rule.path == .rest ? TwentyErrorShape() : ProblemDetails()
        return Route(
            method, rule.pattern, .tenant(minimum: minimum, callers: .usersAndAPIKeys, handler),
            options: RouteOptions(errorShape: shape))
    }

    /// Nil when the tenant has no server for `path`.
    private func answer(_ path: HandOffPath, _ context: TenantRequestContext) async throws -> Response? {
        let tenant = context.tenant.id
        guard let upstream = try await upstreams.upstream(of: tenant), upstream.paths.contains(path) else { return nil }
        // The server knows one key for all, and nothing of the roles here: whom one of them narrows it would show everything.
        guard try await !roles.caller(context).permissions.isNarrowed else { throw HandOffError.narrowedCaller }
        let key = try vault.open(upstream.sealedKey, of: tenant, for: upstream.url)
        return HandOffAnswer.response(
            to: tenant, at: upstream.url, key: key, underOwnName: context.request.hostTenant != nil)
    }
}
