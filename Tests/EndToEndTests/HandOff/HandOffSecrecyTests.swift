import Contracts
import Foundation
import TestSupport
import Testing

/// Attacks on the hand-off: by what a client sends, and by what a server answers.
@Suite struct HandOffSecrecyTests {
    @Test func whatAClientSaysOfItselfDoesNotArrive() async throws {
        let tenant = try await HandOffTenant.make()
        let forged = [
            "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-User", "X-Real-IP", "Forwarded", "Via",
            "X-Twenty-User", "X-Twenty-Workspace", "X-Workspace-Id", "X-Hand-Off-Server", "X-Hand-Off-Key", "X-Hand-Off-Tenant",
            "X-Accel-Redirect", "X-Request-ID", "X-Admin-Key", "Proxy-Authorization", "Origin", "Cookie",
        ]
        let echo = try await tenant("GET", "/files/a", headers: forged.map { ($0, "forged") })
        #expect(echo.status == 200)
        #expect(!echo.text.contains("forged"))
        #expect(echo.json["fields"]["x-forwarded-for"].string == "127.0.0.1")
        #expect(echo.json["fields"]["host"].string == "127.0.0.1:\(try HandOffTenant.server.port)")
    }

    @Test(arguments: ["/graphql?do=plain", "/files/a?do=status&code=500", "/files/a?do=cookie", "/graphql/", "/nothing"])
    func theKeyReachesNoClient(path: String) async throws {
        let tenant = try await HandOffTenant.make()
        let answer = try await tenant("GET", path)
        let all = answer.headers.map { "\($0.key): \($0.value)" }.joined() + answer.text
        #expect(!all.contains(tenant.key))
        #expect(!answer.headers.keys.contains { $0.hasPrefix("x-hand-off") || $0.hasPrefix("x-accel") })
    }

    @Test func theKeyIsInNoLog() async throws {
        let server = try TwentyStandIn()
        let tenant = try await HandOffTenant.make(server.url)
        server.end()
        try await eventually { try await tenant("GET", "/files/a").status == 502 }
        for log in ["nginx", "host-1"] { #expect(try !tenant.stack.log(log).contains(tenant.key)) }
    }

    /// What nginx would take for an order when it came from a host.
    @Test(arguments: ["/health", "@twenty", "/api/me"])
    func aServerCannotRedirectWithinNginx(target: String) async throws {
        let answer = try await HandOffTenant.make()("GET", "/files/a?do=accel&to=\(target)")
        #expect(answer.status == 200)
        #expect(answer.text == "its own words")
        #expect(answer.headers["x-accel-redirect"] == nil)
    }

    @Test func aURLThatWasChangedPastTheProgramGetsNoKey() async throws {
        let (server, thief) = (try TwentyStandIn(), try TwentyStandIn())
        let tenant = try await HandOffTenant.make(server.url)
        let id = tenant.organization.tenantID
        try tenant.stack.sql("UPDATE crm_upstream SET url = '\(thief.url)' WHERE tenant = '\(id)'")
        // The registry's feed says nothing of it: a suspension has every host look again.
        #expect(try await tenant.administer("POST", "/suspend", ["reason": "test"]).status == 200)
        #expect(try await tenant.administer("POST", "/activate").status == 200)
        #expect(try await tenant("GET", "/files/a").status == 500)
        #expect(try await thief.seen("/").isEmpty)
    }

    @Test func theKeyIsSealedInTheRegistryAndGoesWithTheTenant() async throws {
        let tenant = try await HandOffTenant.make()
        let id = tenant.organization.tenantID
        let row = try tenant.stack.sql("SELECT url, paths, encode(sealed_key, 'escape') FROM crm_upstream WHERE tenant = '\(id)'")
        #expect(row.contains("graphql") && !row.contains(tenant.key))
        #expect(try await tenant.administer("DELETE", "").status == 200)
        #expect(try tenant.stack.sql("SELECT count(*) FROM crm_upstream WHERE tenant = '\(id)'") == "0")
    }
}
