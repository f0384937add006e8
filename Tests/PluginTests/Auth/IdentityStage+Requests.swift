@_spi(Host) import Contracts
import FoundationEssentials
import HTTPTypes
import Logging

@testable import AdminPlugin
@testable import AuthPlugin

/// An answer as a client sees it.
struct IdentityAnswer: Sendable {
    let status: Int
    let body: JSONValue
    var retryAfter: Int?

    /// The member `data` of a success.
    var data: JSONObject {
        if case .object(let object) = body, case .object(let data)? = object["data"] { data } else { JSONObject() }
    }

    /// The code of a problem.
    var code: String? { text("code") }

    func text(_ name: String) -> String? {
        if case .object(let object) = body, case .string(let text)? = object[name] { text } else { nil }
    }
}

extension JSONObject {
    func text(_ name: String) -> String? {
        if case .string(let text)? = self[name] { text } else { nil }
    }

    func object(_ name: String) -> JSONObject {
        if case .object(let object)? = self[name] { object } else { JSONObject() }
    }

    func array(_ name: String) -> [JSONObject] {
        guard case .array(let values)? = self[name] else { return [] }
        return values.compactMap { if case .object(let object) = $0 { object } else { nil } }
    }
}

extension IdentityStage {
    /// Sends a request the way the host would: route, credential, role, handler, problem.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil, query: String = "", bearer: String? = nil,
        key: String? = nil, from address: String = "192.0.2.1", host: Tenant? = nil
    ) async -> IdentityAnswer {
        var fields: RequestFields = [.contentType: "application/json"]
        if let bearer { fields.append(.authorization, "Bearer \(bearer)") }
        if let key, let name = HTTPField.Name("X-Admin-Key") { fields.append(name, key) }
        let request = Request(
            method: method, path: path, query: query, fields: fields, body: body.map { JSONWriter.encode($0) } ?? [],
            remoteAddress: address)
        do {
            let response = try await answer(request, host: host)
            return IdentityAnswer(status: response.status.code, body: try JSONParser.parse(response.body))
        } catch {
            let problem = (error as? any HTTPRepresentable)?.problem ?? Problem(.internalError, "\(error)")
            let response = ProblemDetails().response(to: error, problem: problem, requestID: "test")
            return IdentityAnswer(
                status: response.status.code, body: (try? JSONParser.parse(response.body)) ?? .null,
                retryAfter: problem.retryAfterSeconds)
        }
    }

    private func answer(_ request: Request, host: Tenant?) async throws -> Response {
        for route in auth.routes + admin.routes where route.method == request.method {
            guard let parameters = Self.match(route.pattern, request.path) else { continue }
            let context = RequestContext(
                requestID: "test", deadline: .now + .seconds(30), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                pathParameters: parameters, hostTenant: host, phases: PhaseClock())
            switch route.endpoint {
            case .open(let handler): return try await handler(request, context)
            case .tenant(let minimum, let callers, let handler):
                return try await handler(request, tenantContext(request, context, callers, minimum: minimum))
            case .optionalTenant(let handler):
                return try await handler(request, try? tenantContext(request, context, .usersAndAPIKeys, minimum: .viewer))
            case .platform(let minimum, let handler):
                guard let operatorPrincipal = try await admin.services.operatorAuthenticator?.authenticate(request) else {
                    throw IdentityRefusal(code: .operatorKeyRequired)
                }
                guard operatorPrincipal.role >= minimum else { throw IdentityRefusal(code: .insufficientRole) }
                return try await handler(request, OperatorRequestContext(request: context, principal: operatorPrincipal))
            }
        }
        throw IdentityRefusal(code: .routeNotFound)
    }

    private func tenantContext(
        _ request: Request, _ context: RequestContext, _ callers: TenantCallers, minimum: TenantRole
    ) async throws -> TenantRequestContext {
        guard let caller = try await auth.services.tenantAuthenticator?.authenticate(request) else {
            throw IdentityRefusal(code: .authenticationRequired)
        }
        if case .apiKey = caller, callers == .users { throw CallerError.apiKeyNotAccepted }
        guard caller.role >= minimum else { throw IdentityRefusal(code: .insufficientRole) }
        guard let tenant = Self.tenant(caller.tenantID, slug: "acme") else { throw IdentityRefusal(code: .tenantNotFound) }
        return TenantRequestContext(request: context, tenant: tenant, principal: caller, database: registry)
    }

    static func tenant(_ id: TenantID, slug: String) -> Tenant? {
        Slug(slug).map {
            Tenant(
                id: id, slug: $0, name: "Acme", plan: Plan(name: "pro", isSelfService: true, features: ["reports", "export"]),
                status: .active, placement: Placement(server: "main", database: "db", role: "role"))
        }
    }

    private static func match(_ pattern: String, _ path: String) -> PathParameters? {
        let parts = pattern.split(separator: "/")
        let segments = path.split(separator: "/")
        guard parts.count == segments.count else { return nil }
        var values: [(name: String, value: String)] = []
        for (part, segment) in zip(parts, segments) {
            if part.hasPrefix("{") {
                values.append((String(part.dropFirst().dropLast()), String(segment)))
            } else if part != segment {
                return nil
            }
        }
        return PathParameters(values)
    }
}

/// What the host itself refuses.
struct IdentityRefusal: HTTPRepresentable {
    let code: ErrorCode

    var problem: Problem { Problem(code, "Refused.") }
}
