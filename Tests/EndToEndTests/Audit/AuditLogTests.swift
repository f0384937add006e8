import Contracts
import Foundation
import TestSupport
import Testing

/// The audit log as operators and an organization's administrators read it.
@Suite struct AuditLogTests {
    private static func admin(_ path: String, headers: [(String, String)] = []) async throws -> ProductAPI.Reply {
        try await Product.api.call("GET", "/api/admin/audit" + path, operatorKey: Product.operatorKey, headers: headers)
    }

    private static func actions(_ reply: ProductAPI.Reply) -> [String] {
        reply.json["data"]["entries"].elements.map { $0["action"].string }
    }

    @Test func everyActOfAnOwnerIsEntered() async throws {
        let team = try await Team.make()
        let owner = team.owner
        _ = try await owner("PATCH", "/api/members/\(team.account)", ["role": "viewer"])
        let key = try await owner("POST", "/api/api-keys", ["name": "k", "role": "viewer"]).json["data"]["id"].string
        _ = try await owner("DELETE", "/api/api-keys/\(key)")
        let role = try await owner("POST", "/api/roles", ["label": "Auditors"]).json["data"]["id"].string
        _ = try await owner("DELETE", "/api/roles/\(role)")
        _ = try await owner(
            "POST", "/rest/metadata/objects",
            ["nameSingular": "boat", "namePlural": "boats", "labelSingular": "Boat", "labelPlural": "Boats"])
        _ = try await owner("GET", "/api/export/people")
        _ = try await owner("DELETE", "/api/members/\(team.account)")
        let listed = try await owner("GET", "/api/audit")
        #expect(
            Self.actions(listed) == [
                "member.removed", "records.export_started", "crm.object_created", "role.removed", "role.created", "api_key.revoked",
                "api_key.created", "member.role_changed", "member.added", "tenant.created",
            ])
        #expect(listed.json["data"]["entries"][2]["details"]["name"] == "boat")
        #expect(listed.json["data"]["entries"].elements.dropLast().allSatisfy { $0["actor"].string.hasPrefix("account:") })
    }

    @Test func anOrganizationSeesItsOwnLogAlone() async throws {
        let (one, other) = (try await RecordCaller.fresh(), try await Product.api.signUp())
        let listed = try await one("GET", "/api/audit")
        #expect(listed.status == 200 && listed.json["data"]["entries"].elements.count == 1)
        #expect(!listed.text.contains(other.tenantID))
        // Whoever names another is told that there is no such parameter, whatever its format.
        for query in ["?tenant=\(other.tenantID)", "?tenant_id=\(other.tenantID)", "?format=jsonl&tenant=\(other.tenantID)"] {
            #expect(try await one("GET", "/api/audit" + query).code == "validation_failed")
        }
        let actor = try await one("GET", "/api/audit?actor=operator:first")
        #expect(actor.json["data"]["entries"].elements.isEmpty)
    }

    @Test func aCursorOfAnotherListIsRefused() async throws {
        let (one, other) = (try await RecordCaller.fresh(), try await RecordCaller.fresh())
        for caller in [one, other] { _ = try await caller("GET", "/api/export/people") }
        let cursor = try await one("GET", "/api/audit?limit=1").json["data"]["next_cursor"].string
        #expect(try await one("GET", "/api/audit?limit=1&cursor=\(cursor)").json["data"]["entries"].elements.count == 1)
        #expect(try await other("GET", "/api/audit?limit=1&cursor=\(cursor)").code == "validation_failed")
        #expect(try await one("GET", "/api/audit?limit=1&action=member&cursor=\(cursor)").code == "validation_failed")
    }

    @Test func onlyAdministratorsReadIt() async throws {
        let team = try await Team.make()
        #expect(try await team.member("GET", "/api/audit").code == "insufficient_role")
        let holder = try await KeyHolder.make(["name": "k", "role": "owner"])
        #expect(try await holder.key("GET", "/api/audit").code == "api_key_not_accepted")
        #expect(try await Product.api.call("GET", "/api/audit").code == "authentication_required")
        #expect(try await team.owner("GET", "/api/admin/audit").code == "operator_key_required")
    }

    @Test func operatorsFilterByTenantActorActionAndTime() async throws {
        let owner = try await Product.api.signUp()
        let path = "/api/admin/tenants/\(owner.tenantID)"
        _ = try await Product.api.call("POST", path + "/suspend", ["reason": "unpaid"], operatorKey: Product.operatorKey)
        _ = try await Product.api.call("POST", path + "/activate", operatorKey: Product.operatorKey)
        let tenant = "?tenant=\(owner.tenantID)"
        #expect(Self.actions(try await Self.admin(tenant)) == ["tenant.activated", "tenant.suspended", "tenant.created"])
        #expect(Self.actions(try await Self.admin(tenant + "&action=tenant.suspended")) == ["tenant.suspended"])
        #expect(Self.actions(try await Self.admin(tenant + "&action=tenant")).count == 3)
        #expect(Self.actions(try await Self.admin(tenant + "&actor=operator:first")).count == 2)
        #expect(Self.actions(try await Self.admin(tenant + "&from=2999-01-01T00:00:00Z")).isEmpty)
        #expect(Self.actions(try await Self.admin(tenant + "&until=2999-01-01T00:00:00%2B02:00")).count == 3)
        let first = try await Self.admin(tenant + "&limit=2").json["data"]
        let second = try await Self.admin(tenant + "&limit=2&cursor=\(first["next_cursor"].string)")
        #expect(Self.actions(second) == ["tenant.created"] && second.json["data"]["next_cursor"] == .null)
    }

    @Test(arguments: [
        "?tenant=x", "?limit=0", "?from=yesterday", "?until=2026-02-30T00:00:00Z", "?cursor=x", "?format=csv", "?sort=at",
        "?format=jsonl&actor=cli",
    ])
    func aFaultyQueryIsRefused(query: String) async throws {
        #expect(try await Self.admin(query).code == "validation_failed")
    }

    @Test func anOperatorsLogInIsEnteredOnce() async throws {
        let name = "login-\(UUID().uuidString.prefix(6).lowercased())"
        let key = try Product.stack.command(["operators", "create", name])
        try await eventually { try await Product.api.call("GET", "/api/admin/stats", operatorKey: key).status == 200 }
        for _ in 0..<3 { _ = try await Product.api.call("GET", "/api/admin/stats", operatorKey: key) }
        let listed = try await Self.admin("?actor=operator:\(name)").json["data"]["entries"].elements
        #expect(listed.map { $0["action"].string } == ["operator.logged_in"])
        #expect(listed.first?["details"]["address"] == "127.0.0.1")
    }

    @Test(arguments: [("?format=jsonl", "*/*"), ("", "application/x-ndjson")])
    func anExportIsVerifiedOnTheCommandLine(query: String, accept: String) async throws {
        let caller = try await RecordCaller.fresh()
        for _ in 0..<3 { _ = try await caller("GET", "/api/export/people") }
        let export = try await Product.api.call(
            "GET", "/api/audit" + query, token: caller.token, headers: [("Accept", accept)])
        #expect(export.headers["content-type"] == "application/x-ndjson")
        let file = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString).jsonl").path
        defer { unlink(file) }
        try export.text.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(
            try Product.stack.command(["audit", "verify", file, "--against-registry"])
                == "The audit log holds: 5 entries in 1 chains.")
        try export.text.replacing("records.export_started", with: "records.looked_at", maxReplacements: 1)
            .write(toFile: file, atomically: true, encoding: .utf8)
        let failure = #expect(throws: StackFailure.self) { try Product.stack.command(["audit", "verify", file]) }
        guard case .command(_, _, let output) = failure else { return }
        #expect(output.hasPrefix("error: entry 2 of the chain of the tenant ") && output.hasSuffix(" was altered\n"))
    }
}
