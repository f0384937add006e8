import Contracts
import Foundation
import TestSupport
import Testing

/// What no well-behaved client sends: each gets a clear 4xx, and the host goes on.
@Suite struct BadRequestTests {
    private static let json = [("Content-Type", "application/json")]

    private static let bodies: [(String, [UInt8])] = [
        ("empty", []),
        ("truncated", Array(#"{"email":"a@b.c","#.utf8)),
        ("not an object", Array(#"["email"]"#.utf8)),
        ("a bare word", Array("email".utf8)),
        ("a repeated name", Array(#"{"email":"a@b.c","email":"d@e.f","password":"12345678"}"#.utf8)),
        ("a NUL byte", Array("{\"email\":\"a\0@b.c\",\"password\":\"12345678\"}".utf8)),
        ("an escaped NUL", Array(#"{"email":"a\u0000@b.c","password":"12345678"}"#.utf8)),
        ("invalid UTF-8", Array("{\"email\":\"".utf8) + [0xC3, 0x28] + Array("\"}".utf8)),
        ("a lone surrogate", Array(#"{"email":"\ud800","password":"12345678"}"#.utf8)),
        ("too deep", Array(String(repeating: "[", count: 500).utf8)),
        ("a wrong type", Array(#"{"email":7,"password":["x"]}"#.utf8)),
    ]

    private static let openRoutes = ["/api/auth/login", "/api/auth/refresh", "/api/auth/register-organization"]

    @Test(arguments: openRoutes, bodies.map(\.0))
    func aBadBodyIsAClearError(path: String, kind: String) async throws {
        let body = try #require(Self.bodies.first { $0.0 == kind }).1
        let answer = try await Product.stack.client.send("POST", path, headers: Self.json, body: body)
        #expect(answer.status == 400)
        #expect(answer.headers["content-type"] == "application/problem+json")
    }

    @Test(arguments: bodies.map(\.0))
    func aBadRecordIsAClearError(kind: String) async throws {
        let body = try #require(Self.bodies.first { $0.0 == kind }).1
        let owner = try await SharedTenant.organization
        let headers = Self.json + [("Authorization", "Bearer \(owner.accessToken)")]
        let answer = try await Product.stack.client.send("POST", "/rest/people", headers: headers, body: body)
        #expect(answer.status == 400)
    }

    @Test(arguments: [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=latin1",
    ])
    func anotherContentTypeIsNamed(type: String) async throws {
        let answer = try await Product.stack.client.send(
            "POST", "/api/auth/login", headers: [("Content-Type", type)], body: Array(#"{"email":"a@b.c"}"#.utf8))
        #expect(answer.status == 415)
        #expect(answer.text.contains("unsupported_media_type"))
    }

    @Test(arguments: [
        ("GET", "/api/auth/login", "POST"), ("PUT", "/api/me", "GET"), ("POST", "/api/admin/tenants", "GET"),
        ("DELETE", "/api/auth/register-organization", "POST"), ("PATCH", "/health", "GET"),
    ])
    func aWrongMethodTellsTheRightOnes(method: String, path: String, allowed: String) async throws {
        let answer = try await Product.stack.client.send(method, path)
        #expect(answer.status == 405)
        #expect(answer.headers["allow"]?.contains(allowed) == true)
    }

    @Test(arguments: [
        "/", "/nothing", "/api/auth/nothing/here", "/api/admin/nothing", "/health/x", "/api//me", "/../etc/passwd",
        "/api/auth/login/",
    ])
    func anUnknownPathIsNotFound(path: String) async throws {
        let answer = try await Product.stack.client.send("GET", path)
        #expect((400..<500).contains(answer.status))
    }

    @Test(arguments: [
        "/api/%zz", "/api/people/%00", "/api/people/%ff%fe", "/rest/people/%2e%2e", "/rest/people?limit=%zz",
        "/rest/people?starting_after=%00",
    ])
    func aBadEscapeIsAClearError(path: String) async throws {
        let owner = try await SharedTenant.organization
        let reply = try await Product.api.call("GET", path, token: owner.accessToken)
        #expect((400..<500).contains(reply.status))
    }

    @Test func anOverlongBodyIsRefused() async throws {
        let body = Array(repeating: UInt8(ascii: " "), count: 11 << 20)
        let answer = try await Product.stack.client.send("POST", "/api/auth/login", headers: Self.json, body: body)
        #expect(answer.status == 413)
        #expect(answer.headers["content-type"] == "application/problem+json")
    }

    @Test func overlongValuesAreRefused() async throws {
        let long = String(repeating: "x", count: 100_000)
        let login = try await Product.api.call(
            "POST", "/api/auth/login", ["email": .string(long + "@example.com"), "password": .string(long)])
        #expect(login.status == 413)
        let header = try await Product.stack.client.send("GET", "/api/me", headers: [("Authorization", "Bearer " + long)])
        #expect((400..<500).contains(header.status))
    }

    @Test(arguments: ["", "Bearer", "Bearer ", "bearer x", "Basic YTpi", "Bearer a.b.c", "Bearer \u{e9}"])
    func aBadAuthorizationHeaderIsNeverAnonymousOrAnError(value: String) async throws {
        let answer = try await Product.stack.client.send("GET", "/api/me", headers: [("Authorization", value)])
        #expect(answer.status == 401)
    }

    @Test func noAnswerLeaksWhatIsInside() async throws {
        let owner = try await SharedTenant.organization
        let reply = try await Product.api.call(
            "POST", "/rest/people", ["emails": ["primaryEmail": "'; DROP TABLE person; --"]], token: owner.accessToken)
        for word in ["SQLSTATE", "libpq", "Swift", "/tmp/", "twenty_tenant_"] { #expect(!reply.text.contains(word)) }
    }
}
