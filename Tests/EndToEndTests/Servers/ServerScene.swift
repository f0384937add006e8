import Contracts
import Foundation
import TestSupport
import Testing

/// A product of two hosts, and PostgreSQL servers beside its own that operators can add.
struct ServerScene: Sendable {
    let stack: TestStack
    let settings: SettingsCopy

    var api: ProductAPI { ProductAPI(stack.client) }

    /// - Parameter edit: what else the settings are to say.
    init(hosts: Int = 2, stock: Int = 1, _ edit: (SettingsCopy) throws -> Void = { _ in }) throws {
        settings = try SettingsCopy()
        try settings.set("stock_size", to: "\(stock)")
        try edit(settings)
        stack = try TestStack(hosts: hosts, environment: settings.environment)
    }

    func admin(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> ProductAPI.Reply {
        try await api.call(method, "/api/admin" + path, body, operatorKey: stack.operatorKey)
    }

    /// What adds the cluster under that name.
    func order(_ name: String, _ cluster: PostgresCluster, _ more: [JSONMember] = []) -> JSONValue {
        .object(
            JSONObject(
                [
                    JSONMember("name", .string(name)), JSONMember("host", "127.0.0.1"), JSONMember("port", .integer(cluster.port)),
                    JSONMember("admin_user", .string(cluster.superuser)),
                    JSONMember("admin_password", .string(cluster.superuserPassword.reveal())),
                ].filter { given in !more.contains { $0.name == given.name } } + more))
    }

    @discardableResult func add(
        _ name: String, _ cluster: PostgresCluster, _ more: [JSONMember] = []
    ) async throws -> ProductAPI.Reply {
        let reply = try await admin("POST", "/servers", order(name, cluster, more))
        guard reply.status == 201 else { throw UnexpectedReply(reply) }
        return reply
    }

    func change(_ name: String, _ change: JSONValue) async throws -> ProductAPI.Reply {
        try await admin("PATCH", "/servers/\(name)", change)
    }

    func register(region: String? = nil, plan: String? = nil) async throws -> ProductAPI.Reply {
        var body = JSONObject([
            JSONMember("organization_name", "Acme"),
            JSONMember("admin_email", .string("owner-\(UUID().uuidString.lowercased())@example.com")),
            JSONMember("admin_password", "correct horse battery staple"),
        ])
        body["region"] = region.map { .string($0) }
        body["plan"] = plan.map { .string($0) }
        return try await api.call("POST", "/api/auth/register-organization", .object(body))
    }

    /// Signs up, and says where the tenant lies.
    func placed(region: String? = nil, plan: String? = nil) async throws -> String {
        let reply = try await register(region: region, plan: plan)
        guard reply.status == 201 else { throw UnexpectedReply(reply) }
        return try stack.sql("SELECT server FROM tenant WHERE id = '\(reply.json["data"]["tenant_id"].string)'")
    }
}
