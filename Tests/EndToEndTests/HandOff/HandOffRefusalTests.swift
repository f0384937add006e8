import Contracts
import Foundation
import TestSupport
import Testing

/// Who and what does not get as far as a tenant's own server, and what is said then.
@Suite struct HandOffRefusalTests {
    @Test(arguments: HandOffTests.paths)
    func withoutAServerThePathSaysSo(path: String) async throws {
        let organization = try await SharedTenant.organization
        let reply = try await Product.api.call("POST", path, ["x": 1], token: organization.accessToken)
        #expect(reply.status == 404)
        #expect(reply.code == "crm_upstream_not_configured")
        #expect(reply.headers["content-type"] == "application/problem+json")
    }

    @Test func aPathThatTheServerIsNotForSaysSoToo() async throws {
        let tenant = try await HandOffTenant.make(paths: ["files", "mcp"])
        #expect(try await tenant("GET", "/files/a").status == 200)
        #expect(try await tenant("POST", "/graphql", [:]).code == "crm_upstream_not_configured")
    }

    @Test(arguments: [nil, "", "Bearer x.y.z", "Basic YTpi"])
    func withoutAValidTokenNothingIsHandedOff(authorization: String?) async throws {
        let marker = UUID().uuidString
        let tenant = try await HandOffTenant.make()
        let headers = [authorization.map { ("Authorization", $0) }, tenant.ownName].compactMap { $0 }
        for path in ["/graphql", "/files/a"] {
            let reply = try await tenant.api.call("GET", "\(path)?token=\(tenant.key)&x=\(marker)", headers: headers)
            #expect(reply.status == 401)
        }
        #expect(try await HandOffTenant.server.seen(marker).isEmpty)
    }

    @Test func theKeyGivesNobodyMoreThanTheirRole() async throws {
        let tenant = try await HandOffTenant.make(paths: ["graphql", "metadata", "mcp", "files", "rest"])
        let (viewer, member) = (try await tenant.token(of: "viewer"), try await tenant.token(of: "member"))
        let calls: [(String, String, String, Int)] = [
            (viewer, "GET", "/files/a", 200), (viewer, "POST", "/files/a", 403), (viewer, "POST", "/graphql", 403),
            (member, "POST", "/graphql", 200), (member, "POST", "/metadata", 403), (member, "POST", "/mcp", 403),
            (viewer, "GET", "/rest/people", 200), (viewer, "POST", "/rest/people", 400), (member, "POST", "/rest/people", 200),
            (member, "POST", "/rest/metadata/objects", 400),
        ]
        for (token, method, path, status) in calls {
            let reply = try await tenant.api.call(method, path, method == "GET" ? nil : [:], token: token)
            #expect(reply.status == status, "\(method) \(path)")
        }
    }

    @Test func aSuspendedTenantsServerIsNotReached() async throws {
        let tenant = try await HandOffTenant.make()
        let marker = UUID().uuidString
        #expect(try await tenant("GET", "/files/a").status == 200)
        #expect(try await tenant.administer("POST", "/suspend", ["reason": "unpaid"]).status == 200)
        let refused = try await tenant("GET", "/files/a?x=\(marker)")
        #expect(refused.status == 403)
        #expect(refused.code == "tenant_suspended")
        #expect(try await HandOffTenant.server.seen(marker).isEmpty)
    }

    @Test func aTenantReachesItsOwnServerAlone() async throws {
        let (first, second) = (try TwentyStandIn(), try TwentyStandIn())
        let (own, other) = (try await HandOffTenant.make(first.url), try await HandOffTenant.make(second.url))
        let marker = UUID().uuidString
        #expect(try await own("GET", "/files/a?x=\(marker)").status == 200)
        let refused = try await own("GET", "/files/a?x=\(marker)", headers: [other.ownName])
        #expect(refused.code == "tenant_mismatch")
        #expect(try await first.seen(marker).count == 1)
        #expect(try await second.seen(marker).isEmpty)
    }

    @Test(arguments: [("GET", "/files/a"), ("POST", "/graphql")])
    func aServerThatIsAwayIsAProblem(method: String, path: String) async throws {
        let server = try TwentyStandIn()
        let tenant = try await HandOffTenant.make(server.url)
        server.end()
        try await eventually { try await tenant(method, path, method == "GET" ? nil : [:]).code == "crm_upstream_unreachable" }
        let reply = try await tenant(method, path, method == "GET" ? nil : [:])
        #expect(reply.status == 502)
        #expect(reply.headers["content-type"] == "application/problem+json")
        #expect(reply.json["request_id"].string == reply.headers["x-request-id"])
    }

    @Test func aNameThatNobodyKnowsIsAProblem() async throws {
        let reply = try await HandOffTenant.make("https://twenty.\(UUID().uuidString.lowercased()).invalid")("GET", "/files/a")
        #expect(reply.status == 502)
        #expect(reply.code == "crm_upstream_unreachable")
    }
}
