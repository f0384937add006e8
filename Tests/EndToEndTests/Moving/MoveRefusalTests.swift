import Contracts
import Foundation
import TestSupport
import Testing

/// Moves that are not begun, and what is not begun while one is on.
@Suite(.serialized) struct MoveRefusalTests {
    private static let scene = Task { try await MoveScene() }
    private static let tenant = Task { try await (try await scene.value).api.signUp("Staying") }

    @Test(arguments: [("main", 400, "validation_failed"), ("nowhere", 404, "server_not_found"), ("", 400, "validation_failed")])
    func aServerThatIsNoneOrTheSameIsRefused(server: String, status: Int, code: String) async throws {
        let scene = try await Self.scene.value
        let reply = try await scene.move(try await Self.tenant.value.tenantID, to: server)
        #expect(reply.status == status && reply.code == code, "\(reply.text)")
    }

    @Test func aTenantThatIsNoneIsRefused() async throws {
        let scene = try await Self.scene.value
        let reply = try await scene.move(UUID().uuidString.lowercased(), to: "second")
        #expect(reply.status == 404 && reply.code == "tenant_not_found", "\(reply.text)")
    }

    @Test func aTenantWhoseServerConnectsByItselfIsRefused() async throws {
        let scene = try await Self.scene.value
        let organization = try await scene.api.signUp("Upstream")
        let set = try await scene.api.call(
            "PUT", "/api/admin/tenants/\(organization.tenantID)/crm-upstream",
            ["url": "http://127.0.0.1:9", "api_key": "0123456789abcdef0123456789abcdef"], operatorKey: scene.stack.operatorKey)
        #expect(set.status == 200, "\(set.text)")
        let reply = try await scene.move(organization.tenantID, to: "second")
        #expect(reply.status == 409 && reply.code == "tenant_not_movable", "\(reply.text)")
    }

    @Test func aServerThatTakesNoTenantsIsRefused() async throws {
        let scene = try await Self.scene.value
        let (key, path) = (try scene.stack.operatorKey, "/api/admin/servers/second")
        #expect(try await scene.api.call("PATCH", path, ["state": "draining"], operatorKey: key).status == 200)
        let reply = try await scene.move(try await Self.tenant.value.tenantID, to: "second")
        #expect(reply.status == 400 && reply.text.contains("takes no tenants"), "\(reply.text)")
        #expect(try await scene.api.call("PATCH", path, ["state": "open"], operatorKey: key).status == 200)
    }

    @Test func whileOneIsOnNothingElseBeginsThatTouchesTheDatabase() async throws {
        let scene = try await Self.scene.value
        let organization = try await scene.api.signUp("Busy")
        let (key, path) = (try scene.stack.operatorKey, "/api/admin/tenants/\(organization.tenantID)")
        // A move that is somebody else's, for a moment.
        try scene.stack.sql(
            """
            INSERT INTO job (id, kind, tenant_id, state, step, steps_done, owner, lease_until)
            VALUES (gen_random_uuid(), 'tenant.move', '\(organization.tenantID)', 'running', 'copy', 3, 'other:1', now() + interval '1 hour')
            """)
        for (method, path) in [("POST", path + "/move"), ("POST", path + "/exports"), ("DELETE", path)] {
            let reply = try await scene.api.call(
                method, path, path.hasSuffix("move") ? ["server": "second"] : nil, operatorKey: key)
            #expect(reply.status == 409 && reply.code == "tenant_change_running", "\(reply.text)")
        }
        #expect(try await scene.api.call("POST", path + "/suspend", ["reason": "test"], operatorKey: key).status == 200)
        let resumed = try await scene.api.call("POST", path + "/activate", operatorKey: key)
        #expect(resumed.status == 409 && resumed.code == "tenant_change_running", "\(resumed.text)")
        try scene.stack.sql(
            "UPDATE job SET state = 'failed', finished_at = now(), owner = NULL, step = NULL WHERE owner = 'other:1'")
        #expect(try await scene.api.call("DELETE", path, operatorKey: key).status == 200)
        #expect(try await scene.remains(of: organization.tenantID).isEmpty)
    }
}
