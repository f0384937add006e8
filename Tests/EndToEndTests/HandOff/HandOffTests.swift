import Contracts
import Foundation
import TestSupport
import Testing

/// What reaches a tenant's own Twenty server through nginx.
@Suite struct HandOffTests {
    static let paths = [
        "/graphql", "/metadata", "/client-config", "/mcp", "/files/a/b.png", "/file/7", "/open-api/metadata",
    ]

    @Test(arguments: paths)
    func everyPathIsHandedOff(path: String) async throws {
        let echo = try await HandOffTenant.make()("GET", path + "?a=1&b=%2F%20+")
        #expect(echo.status == 200)
        #expect(echo.json["target"].string == path + "?a=1&b=%2F%20+")
    }

    @Test(arguments: ["POST", "PUT", "PATCH", "DELETE"])
    func methodAndBodyArriveUnderTheTenantsKey(method: String) async throws {
        let tenant = try await HandOffTenant.make()
        let echo = try await tenant(method, "/graphql", ["query": "{ people { id } }"])
        #expect(echo.json["method"].string == method)
        #expect(echo.json["length"] == 29)
        #expect(echo.json["fields"]["content-type"].string == "application/json")
        #expect(echo.json["fields"]["authorization"].string == "Bearer \(tenant.key)")
    }

    @Test func headIsAnsweredWithoutABody() async throws {
        let answer = try await HandOffTenant.make()("HEAD", "/files/a?do=plain")
        #expect(answer.status == 200)
        #expect(answer.headers["content-length"] == "5" && answer.body.isEmpty)
    }

    @Test func whatTheServerAnswersPassesThroughUnderOurHeaders() async throws {
        let tenant = try await HandOffTenant.make()
        for status in [201, 404, 422, 500, 502, 503] {
            let answer = try await tenant("POST", "/graphql?do=status&code=\(status)", [:])
            #expect(answer.status == status)
            #expect(answer.text == "its own words")
        }
        let plain = try await tenant("GET", "/files/page.html?do=plain")
        #expect(plain.headers["x-frame-options"] == "DENY")
        #expect(plain.headers["content-security-policy"]?.contains("default-src 'none'") == true)
        #expect(plain.headers["x-powered-by"] == nil)
        #expect(plain.headers["x-request-id"]?.count == 32)
        #expect(plain.headers["cache-control"] == nil)
    }

    @Test func recordsStayNativeUntilTheyAreHandedOff() async throws {
        let tenant = try await HandOffTenant.make()
        #expect(try await tenant("GET", "/rest/people").json["data"]["people"].elements.isEmpty == false)
        #expect(try await tenant("GET", "/rest/a/b/c/d").status == 400)
        #expect(try await tenant.set(HandOffTenant.server.url, paths: ["rest"]).status == 200)
        let paths = ["/rest/people", "/rest/people/7", "/rest/batch/people", "/rest/a/b/c/d", "/rest/metadata/objects"]
        for path in paths {
            #expect(try await tenant("POST", path + "?x=1", ["name": "Ada"]).json["target"].string == path + "?x=1")
        }
        // The same records under /api must not be others.
        #expect(try await tenant("GET", "/api/people?x=1").json["target"].string == "/rest/people?x=1")
        #expect(try await tenant("POST", "/api/companies", ["name": "Acme"]).json["length"] == 15)
        #expect(try await tenant("GET", "/api/me").json["data"]["role"].string == "owner")
    }

    @Test func aLargeBodyOfRecordsArrivesWhole() async throws {
        let tenant = try await HandOffTenant.make(paths: ["rest"])
        let text = String(repeating: "x", count: 2_000_000)
        #expect(try await tenant("POST", "/rest/notes", ["body": .string(text)]).json["length"] == 2_000_011)
    }

    @Test(arguments: [
        "/graphql/", "/graphql/x", "/files/", "/files/../graphql", "/files/%2e%2e/graphql", "/files/..%2fgraphql", "/nothing",
    ])
    func whatIsNotOfThesePathsReachesNobody(path: String) async throws {
        let marker = "?x=\(UUID().uuidString)"
        #expect(try await HandOffTenant.make()("GET", path + marker).status == 404)
        #expect(try await HandOffTenant.server.seen(marker).isEmpty)
    }
}
