import Contracts
import Foundation
import TestSupport
import Testing

/// Two servers, the second of which is emptied.
struct EvacuationScene: Sendable {
    let moves: MoveScene

    var api: ProductAPI { moves.api }

    init() async throws { moves = try await MoveScene() }

    /// Organizations that lie on the second server.
    func settled(count: Int) async throws -> [ProductAPI.Organization] {
        var organizations: [ProductAPI.Organization] = []
        for number in 1...count {
            let organization = try await api.signUp("Settled \(number)")
            let reply = try await moves.move(organization.tenantID, to: "second")
            guard reply.status == 200 else { throw UnexpectedReply(reply) }
            organizations.append(organization)
        }
        return organizations
    }

    /// One there that another program connects to.
    func settledWithServerOfItsOwn() async throws -> ProductAPI.Organization {
        let organization = try await settled(count: 1)[0]
        let reply = try await admin(
            "PUT", "/tenants/\(organization.tenantID)/crm-upstream",
            ["url": "http://127.0.0.1:9", "api_key": "0123456789abcdef0123456789abcdef"])
        guard reply.status == 200 else { throw UnexpectedReply(reply) }
        return organization
    }

    func letGo(_ organization: ProductAPI.Organization) async throws {
        #expect(try await admin("DELETE", "/tenants/\(organization.tenantID)/crm-upstream").status == 200)
    }

    func admin(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> ProductAPI.Reply {
        try await api.call(method, "/api/admin" + path, body, operatorKey: moves.stack.operatorKey)
    }

    func change(_ server: String, _ change: JSONValue) async throws -> ProductAPI.Reply {
        try await admin("PATCH", "/servers/\(server)", change)
    }

    func drain(_ server: String) async throws { #expect(try await change(server, ["state": "draining"]).status == 200) }

    func evacuate(_ server: String, _ order: JSONValue? = nil) async throws -> ProductAPI.Reply {
        try await admin("POST", "/servers/\(server)/evacuate", order)
    }

    func remaining(on server: String) async throws -> JSONValue {
        try await admin("GET", "/servers/\(server)/tenants").json["data"]
    }

    /// Waits until the job has ended.
    func end(of location: String) async throws -> JSONValue {
        var job = JSONValue.null
        try await eventually(within: .seconds(60)) {
            let reply = try? await api.call("GET", location, operatorKey: moves.stack.operatorKey)
            job = reply?.json["data"] ?? .null
            return ["succeeded", "failed"].contains(job["state"].string)
        }
        return job
    }

    /// The second server under another name.
    func addTwin(_ name: String) async throws {
        let reply = try await admin(
            "POST", "/servers",
            [
                "name": .string(name), "host": "127.0.0.1", "port": .integer(moves.second.port),
                "admin_password": .string(moves.second.superuserPassword.reveal()),
            ])
        guard reply.status == 201 else { throw UnexpectedReply(reply) }
    }

    func remove(_ name: String) async throws {
        #expect(try await change(name, ["state": "closed", "lost": true]).status == 200)
        #expect(try await admin("DELETE", "/servers/\(name)").status == 200)
    }

    func tenants(on server: String, of organizations: [ProductAPI.Organization]) throws -> Int {
        try organizations.count { try moves.server(of: $0.tenantID) == server }
    }

    /// The name of the host that has a job of that kind just now.
    func owner(of kind: String) throws -> String? {
        let owner = try moves.stack.sql("SELECT owner FROM job WHERE kind = '\(kind)' AND owner IS NOT NULL LIMIT 1")
        return try ["host-1", "host-2"].first { owner.hasSuffix(":\(try moves.stack.pid(of: $0))") }
    }

    /// How a command ended, and what it printed.
    func command(_ arguments: [String]) -> (status: Int32, output: String) {
        do {
            return (0, try moves.stack.command(arguments))
        } catch StackFailure.command(_, let status, let output) {
            return (status >> 8, output)
        } catch {
            return (-1, "\(error)")
        }
    }

    /// Both servers take tenants, and the second has none.
    func reset() async throws {
        for server in MoveScene.servers { #expect(try await change(server, ["state": "open"]).status == 200) }
        let left = try moves.stack.sql("SELECT id FROM tenant WHERE server = 'second'").split(separator: "\n")
        for tenant in left { #expect(try await admin("DELETE", "/tenants/\(tenant)").status == 200) }
    }
}
