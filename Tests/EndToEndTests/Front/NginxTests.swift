import Contracts
import Foundation
import TestSupport
import Testing

/// What nginx adds: limits per address, security headers everywhere, problems for what it says by itself.
@Suite struct NginxTests {
    @Test(arguments: ["/health", "/api/people", "/nothing", "/metrics", "/api/auth/login"])
    func everyLocationHasTheSecurityHeaders(path: String) async throws {
        let answer = try await Product.stack.client.send("GET", path)
        #expect(answer.headers["x-content-type-options"] == "nosniff")
        #expect(answer.headers["x-frame-options"] == "DENY")
        #expect(answer.headers["content-security-policy"]?.contains("default-src 'none'") == true)
    }

    @Test(arguments: [("OPTIONS", "*", 400), ("GET", "nowhere", 400), ("TRACE", "/health", 405)])
    func whatReachesNoHostIsAProblem(method: String, target: String, status: Int) async throws {
        let answer = try await Product.stack.client.send(method, target)
        #expect(answer.status == status)
        #expect(answer.headers["content-type"] == "application/problem+json")
    }

    /// What nginx itself cannot read has no path that it could be sent to.
    @Test(arguments: [("/%zz", 400), ("/../x", 400), ("/" + String(repeating: "x", count: 20_000), 414), ("/.problem/400", 404)])
    func aRequestThatNginxRefusesIsAProblem(path: String, status: Int) async throws {
        let reply = try await Product.api.call("GET", path)
        #expect(reply.status == status)
        #expect(reply.headers["content-type"] == "application/problem+json")
        #expect(reply.json["status"].int == status)
        #expect(reply.json["request_id"].string.count == 32)
        #expect(reply.headers["x-content-type-options"] == "nosniff")
    }

    @Test func theRequestsIdIsTheSameInHeaderAndProblem() async throws {
        let reply = try await Product.api.call("GET", "/api/me")
        #expect(reply.headers["x-request-id"] == reply.json["request_id"].string)
    }

    @Test func aClientCannotChooseItsAddressOrRequestID() async throws {
        let headers = [("X-Request-Id", "mine"), ("X-Forwarded-For", "10.0.0.1"), ("Request-Id", "mine")]
        let reply = try await Product.api.call("GET", "/api/me", headers: headers)
        #expect(reply.json["request_id"].string != "mine")
    }

    @Test(arguments: [("/api/auth/register-organization", "SIGN_UP"), ("/api/auth/login", "LOGIN")])
    func theLimitPerAddressReallyApplies(path: String, variable: String) async throws {
        let stack = try TestStack(environment: ["\(variable)_RATE": "1r/m", "\(variable)_BURST": "3"])
        defer { stack.stop() }
        var statuses: [Int] = []
        for _ in 0..<6 {
            statuses.append(
                try await stack.client.send("POST", path, headers: [("Content-Type", "application/json")], body: [0x7B, 0x7D])
                    .status)
        }
        #expect(statuses == [400, 400, 400, 400, 429, 429])
        let refused = try await ProductAPI(stack.client).call("POST", path, [:])
        #expect(refused.code == "rate_limited")
        #expect(try await stack.client.send("GET", "/health").status == 200)
    }

    @Test func aHostThatIsGoneIsAProblem() async throws {
        let stack = try TestStack()
        defer { stack.stop() }
        try stack.signal("host-1", SIGKILL)
        let reply = try await ProductAPI(stack.client).call("GET", "/api/me")
        #expect(reply.status == 502)
        #expect(reply.code == "host_unavailable")
        try stack.start()
        #expect(try await stack.client.send("GET", "/ready").status == 200)
    }
}
