import Contracts
import Foundation
import TestSupport
import Testing

/// After an erasure nothing in the registry or in a log names the organization or its people.
@Suite struct ErasureTraceTests {
    /// Whatever is looked for when all is over.
    private struct Traces {
        let marker = "Zephyrine\(UUID().uuidString.prefix(8))"
        var ownerEmail: String { "\(marker)-owner@example.com".lowercased() }
        var memberEmail: String { "\(marker)-member@example.com".lowercased() }
        var formerEmail: String { "\(marker)-former@example.com".lowercased() }
    }

    /// Uses every table that may hold something of an organization.
    private static func live(_ traces: Traces) async throws -> (tenant: String, stack: TestStack) {
        let (api, stack) = (try Product.api, try Product.stack)
        let signUp = try await api.call(
            "POST", "/api/auth/register-organization",
            [
                "organization_name": .string(traces.marker), "admin_email": .string(traces.ownerEmail),
                "admin_password": "correct horse", "admin_first_name": .string(traces.marker),
            ])
        let (tenant, token) = (signUp.json["data"]["tenant_id"].string, signUp.json["data"]["access_token"].string)
        for email in [traces.memberEmail, traces.formerEmail] {
            let order: JSONValue = [
                "email": .string(email), "password": "correct horse", "role": "member", "first_name": .string(traces.marker),
            ]
            let added = try await api.call("POST", "/api/members", order, token: token)
            #expect(added.status == 201)
            if email == traces.formerEmail {
                _ = try await api.call("DELETE", "/api/members/\(added.json["data"]["account_id"].string)", token: token)
            }
        }
        _ = try await api.call("POST", "/api/auth/login", ["email": .string(traces.memberEmail), "password": "correct horse"])
        _ = try await api.call("POST", "/api/auth/login", ["email": .string(traces.memberEmail), "password": "wrong"])
        _ = try await api.call("POST", "/api/api-keys", ["name": .string(traces.marker), "role": "viewer"], token: token)
        _ = try await api.call("POST", "/rest/companies", ["name": .string(traces.marker)], token: token)
        let path = "/api/admin/tenants/\(tenant)"
        let upstream: JSONValue = ["url": .string("https://\(traces.marker.lowercased()).example.com"), "api_key": "k"]
        #expect(try await api.call("PUT", path + "/crm-upstream", upstream, operatorKey: stack.operatorKey).status == 200)
        let reason: JSONValue = ["reason": .string("asked by \(traces.ownerEmail)")]
        #expect(try await api.call("POST", path + "/suspend", reason, operatorKey: stack.operatorKey).status == 200)
        return (tenant, stack)
    }

    @Test func nothingNamesTheOrganizationOrItsPeople() async throws {
        let traces = Traces()
        let (tenant, stack) = try await Self.live(traces)
        let before = try Self.registry(of: stack)
        #expect(before.contains(traces.marker) && before.contains(traces.formerEmail))
        let path = "/api/admin/tenants/\(tenant)"
        let reply = try await Product.api.call("DELETE", path, operatorKey: stack.operatorKey)
        #expect(reply.status == 200 && reply.json["data"]["erased_accounts"] == 3)
        #expect(!reply.text.lowercased().contains(traces.marker.lowercased()))
        #expect(!(try Self.registry(of: stack)).lowercased().contains(traces.marker.lowercased()))
        let logs = try FileManager.default.contentsOfDirectory(atPath: stack.directory.appending(path: "logs").path)
        #expect(logs.contains("host-1.log"))
        for log in logs where log.hasSuffix(".log") {
            let text = try stack.log(String(log.dropLast(4)))
            #expect(!text.lowercased().contains(traces.marker.lowercased()), "\(log)")
        }
        #expect(try stack.command(["audit", "verify"]).hasPrefix("The audit log holds: "))
        #expect(try stack.command(["receipts", "verify"]).hasPrefix("The receipts hold: "))
    }

    /// All that is in the registry, as text.
    private static func registry(of stack: TestStack) throws -> String {
        let dump = FileManager.default.temporaryDirectory.appending(path: "dump-\(UUID().uuidString).sql").path
        defer { unlink(dump) }
        try stack.shell(
            """
            PGPASSWORD=$(cat "$STATE_DIR/secrets/postgres-superuser-password") \
                pg_dump -h '\(stack.directory.path)/sockets/postgres' -U postgres -f '\(dump)' tenant_manager
            """)
        return try String(contentsOfFile: dump, encoding: .utf8)
    }
}
