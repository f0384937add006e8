import Contracts
import Foundation
import TestSupport

/// An organization with a Twenty server of its own, and its owner's calls through nginx.
struct HandOffTenant: Sendable {
    let stack: TestStack
    let organization: ProductAPI.Organization
    /// What the server takes; nobody else may learn it.
    let key: String

    /// The server of the suites that do it no harm.
    private static let started = Result { try TwentyStandIn() }
    static var server: TwentyStandIn { get throws { try started.get() } }

    /// An organization of its own whose server is at `url`, the suites' when nil.
    static func make(_ url: String? = nil, paths: [String]? = nil, on stack: TestStack? = nil) async throws -> HandOffTenant {
        let stack = try stack ?? Product.stack
        let tenant = HandOffTenant(
            stack: stack, organization: try await ProductAPI(stack.client).signUp("Hand-off"), key: "key-\(UUID().uuidString)")
        let reply = try await tenant.set(url ?? server.url, paths: paths)
        guard reply.status == 200 else { throw UnexpectedReply(reply) }
        return tenant
    }

    var api: ProductAPI { ProductAPI(stack.client) }
    var ownName: (String, String) { ("Host", "\(organization.slug).\(Product.baseDomain)") }

    func set(_ url: String, paths: [String]? = nil) async throws -> ProductAPI.Reply {
        var order = JSONObject([JSONMember("url", .string(url)), JSONMember("api_key", .string(key))])
        order["paths"] = paths.map { .array($0.map { .string($0) }) }
        return try await administer("PUT", "/crm-upstream", .object(order))
    }

    /// An operator's call about the organization.
    func administer(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> ProductAPI.Reply {
        try await api.call(
            method, "/api/admin/tenants/\(organization.tenantID)\(path)", body, operatorKey: stack.operatorKey)
    }

    func callAsFunction(
        _ method: String, _ path: String, _ body: JSONValue? = nil, headers: [(String, String)] = []
    ) async throws -> ProductAPI.Reply {
        try await api.call(method, path, body, token: organization.accessToken, headers: headers)
    }

    /// The token of another member of the organization.
    func token(of role: String) async throws -> String {
        let email = "\(role)-\(UUID().uuidString.lowercased())@example.com"
        let password = "correct horse battery staple"
        let member: JSONValue = ["email": .string(email), "role": .string(role), "password": .string(password)]
        let made = try await self("POST", "/api/members", member)
        guard made.status == 201 else { throw UnexpectedReply(made) }
        let login = try await api.call("POST", "/api/auth/login", ["email": .string(email), "password": .string(password)])
        return login.json["data"]["access_token"].string
    }
}
