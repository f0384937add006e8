import Contracts
import Foundation
import TestSupport
import Testing

/// Redirects and cookies of a tenant's own server stay within the name that the client used.
@Suite struct HandOffNameTests {
    @Test(arguments: [
        ("SELF/files/b?x=1", "http://NAME/files/b?x=1"), ("SELF//elsewhere.example/", "http://NAME//elsewhere.example/"),
        ("/files/b", "/files/b"), ("https://storage.example/b", "https://storage.example/b"),
        ("SELF.elsewhere.example/", "SELF.elsewhere.example/"),
    ])
    func redirectsToItselfStayUnderTheTenantsName(target: String, expected: String) async throws {
        let tenant = try await HandOffTenant.make()
        let answer = try await tenant("GET", "/files/a?do=redirect&to=\(target)", headers: [tenant.ownName])
        #expect(answer.status == 302)
        let wanted = expected.replacing("NAME", with: tenant.ownName.1).replacing("SELF", with: try HandOffTenant.server.url)
        #expect(answer.headers["location"] == wanted)
    }

    @Test func cookiesBelongToTheTenantsOwnName() async throws {
        let tenant = try await HandOffTenant.make()
        let answer = try await tenant("GET", "/files/a?do=cookie", headers: [tenant.ownName])
        #expect(answer.headers["set-cookie"] == "visit=1; Domain=\(tenant.ownName.1); Path=/")
        let echo = try await tenant("GET", "/files/a", headers: [tenant.ownName, ("Cookie", "visit=1; other=2")])
        #expect(echo.json["fields"]["cookie"].string == "visit=1; other=2")
    }

    @Test func underASharedNameCookiesPassNeitherWay() async throws {
        let tenant = try await HandOffTenant.make()
        #expect(try await tenant("GET", "/files/a?do=cookie").headers["set-cookie"] == nil)
        let echo = try await tenant("GET", "/files/a", headers: [("Cookie", "visit=1")])
        #expect(echo.json["fields"]["cookie"] == .null)
    }
}
