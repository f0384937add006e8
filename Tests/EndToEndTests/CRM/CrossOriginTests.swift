import Contracts
import TestSupport
import Testing

/// Pages of other origins use Twenty's interface with a bearer token, as they do with Twenty.
@Suite struct CrossOriginTests {
    private static let origin = [("Origin", "https://pages.example")]

    @Test(arguments: [
        "/rest/people", "/rest/people/1", "/rest/open-api/core", "/open-api/core", "/rest/metadata/objects", "/rest?x",
    ])
    func anAnswerIsForEveryOrigin(path: String) async throws {
        let call = try await RecordCaller.shared
        for token in [nil, call.token] {
            let reply = try await call.api.call("GET", path, token: token, headers: Self.origin)
            #expect(reply.headers["access-control-allow-origin"] == "*")
            // With it a browser would send what it has of its own.
            #expect(reply.headers["access-control-allow-credentials"] == nil)
        }
    }

    @Test func aBrowserIsToldBeforeItWrites() async throws {
        let asked = [("Access-Control-Request-Method", "PATCH"), ("Access-Control-Request-Headers", "authorization,content-type")]
        let reply = try await Product.api.call("OPTIONS", "/rest/people/1", headers: Self.origin + asked)
        #expect(reply.status == 204)
        #expect(reply.headers["access-control-allow-origin"] == "*")
        #expect(reply.headers["access-control-allow-methods"] == "GET,HEAD,PUT,PATCH,POST,DELETE")
        #expect(reply.headers["access-control-allow-headers"] == "authorization,content-type")
    }

    @Test(arguments: ["/api/people", "/api/me", "/api/auth/login", "/restful", "/health", "/"])
    func theProductsOwnInterfaceIsForItsOwnPages(path: String) async throws {
        let reply = try await Product.api.call("GET", path, headers: Self.origin)
        #expect(reply.headers["access-control-allow-origin"] == nil)
    }
}
