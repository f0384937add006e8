import Contracts
import Foundation
import TestSupport
import Testing

/// Operators give a tenant its own server, look at it and take it away.
@Suite struct UpstreamAdministrationTests {
    @Test func whatIsSetIsShownWithoutTheKey() async throws {
        let tenant = try await HandOffTenant.make("https://CRM.Acme.Example:443/", paths: ["files", "graphql"])
        let shown = try await tenant.administer("GET", "/crm-upstream")
        #expect(shown.status == 200)
        #expect(shown.json["data"]["url"].string == "https://crm.acme.example")
        #expect(shown.json["data"]["paths"] == ["graphql", "files"])
        #expect(!shown.text.contains(tenant.key))
    }

    @Test func withoutPathsAllButTheRecordsAreHandedOff() async throws {
        let paths = try await HandOffTenant.make().administer("GET", "/crm-upstream").json["data"]["paths"]
        #expect(paths == ["graphql", "metadata", "client-config", "files", "mcp", "open-api"])
    }

    @Test func aChangeHoldsAtOnceAndSoDoesTheEnd() async throws {
        let (first, second) = (try TwentyStandIn(), try TwentyStandIn())
        let tenant = try await HandOffTenant.make(first.url)
        #expect(try await tenant("GET", "/files/a").status == 200)
        #expect(try await tenant.set(second.url).status == 200)
        #expect(try await tenant("GET", "/files/a").status == 200)
        #expect(try await (first.seen("/files").count, second.seen("/files").count) == (1, 1))
        #expect(try await tenant.administer("DELETE", "/crm-upstream").status == 200)
        #expect(try await tenant("GET", "/files/a").code == "crm_upstream_not_configured")
        for method in ["GET", "DELETE"] {
            let gone = try await tenant.administer(method, "/crm-upstream")
            #expect(gone.status == 404 && gone.code == "crm_upstream_not_configured")
        }
    }

    @Test(
        arguments: [
            (["url": "http://crm.acme.example", "api_key": "k"], "url"),
            (["url": "https://u:p@crm.acme.example", "api_key": "k"], "url"),
            (["url": "http://169.254.169.254", "api_key": "k"], "url"), (["url": "https://crm.acme.example"], "api_key"),
            (["url": "https://crm.acme.example", "api_key": "a\r\nX: y"], "api_key"),
            (["url": "https://crm.acme.example", "api_key": "k", "paths": ["admin"]], "paths"),
            (["url": "https://crm.acme.example", "api_key": "k", "paths": []], "paths"),
            (["url": "https://crm.acme.example", "api_key": "k", "paths": "files"], "paths"),
        ] as [(JSONValue, String)])
    func aFaultyOrderNamesItsField(order: JSONValue, field: String) async throws {
        let id = try await SharedTenant.organization.tenantID
        let path = "/api/admin/tenants/\(id)/crm-upstream"
        let reply = try await Product.api.call("PUT", path, order, operatorKey: Product.operatorKey)
        #expect(reply.status == 400)
        #expect(reply.json["errors"].elements.map { $0["field"].string } == [field])
    }

    @Test func onlyOperatorsDecide() async throws {
        let tenant = try await HandOffTenant.make()
        let path = "/api/admin/tenants/\(tenant.organization.tenantID)/crm-upstream"
        for method in ["GET", "PUT", "DELETE"] {
            let reply = try await tenant(method, path, ["url": "https://crm.acme.example", "api_key": "k"])
            #expect(reply.status == 401)
        }
        #expect(try await tenant("GET", "/files/a").status == 200)
    }

    @Test func everyDeedIsInTheAuditLogWithoutTheKey() async throws {
        let tenant = try await HandOffTenant.make()
        #expect(try await tenant.administer("DELETE", "/crm-upstream").status == 200)
        let trail = try tenant.stack.sql(
            "SELECT action, details FROM audit_log WHERE tenant_id = '\(tenant.organization.tenantID)' ORDER BY at")
        #expect(trail.contains("tenant.crm_upstream_set|") && trail.contains("tenant.crm_upstream_cleared|{}"))
        #expect(!trail.contains(tenant.key))
    }

    @Test func anUnknownTenantIsNotFound() async throws {
        let path = "/api/admin/tenants/\(UUID().uuidString.lowercased())/crm-upstream"
        let order: JSONValue = ["url": "https://crm.acme.example", "api_key": "k"]
        for method in ["GET", "PUT", "DELETE"] {
            let reply = try await Product.api.call(method, path, order, operatorKey: Product.operatorKey)
            #expect(reply.code == "tenant_not_found")
        }
    }
}
