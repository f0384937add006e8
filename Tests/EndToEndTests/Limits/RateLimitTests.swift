import Contracts
import TestSupport
import Testing

@Suite struct RateLimitTests {
    @Test func requestsAMinuteAreReachedAndRaised() async throws {
        let tenant = try await LimitScene.shared.organization()
        let other = try await LimitScene.shared.organization()
        try await tenant.limit(["requests_per_minute": 3])
        for _ in 0..<3 { #expect(try await tenant("GET", "/api/me").status == 200) }
        let refused = try await tenant("GET", "/api/me")
        #expect(refused.status == 429 && refused.code == "rate_limited")
        #expect(["19", "20"].contains(refused.headers["retry-after"]))
        #expect(refused.json["limit"] == "requests_per_minute" && refused.json["allowed"].int == 3)
        #expect(try await other("GET", "/api/me").status == 200)
        try await tenant.limit(["requests_per_minute": 1_000])
        #expect(try await tenant("GET", "/api/me").status == 200)
    }

    @Test func theCRMsPathsTellItInTwentysWords() async throws {
        let tenant = try await LimitScene.shared.organization()
        try await tenant.limit(["requests_per_minute": 1])
        _ = try await tenant("GET", "/rest/people")
        let refused = try await tenant("GET", "/rest/people")
        #expect(refused.status == 429 && refused.json["error"] == "HttpException")
        #expect(refused.json["messages"] == ["Limit reached (1 tokens per 60000 ms)"])
        #expect(refused.headers["retry-after"] != nil)
    }

    @Test func requestsAtOnceAreReachedAndRaised() async throws {
        let tenant = try await LimitScene.shared.organization()
        let database = try await tenant.scene.stack.database(of: tenant.organization)
        try await tenant.limit(["max_concurrent_requests": 1])
        try await tenant.scene.stack.withLockedPeople(in: database) {
            async let held = tenant("GET", "/rest/people")
            try await eventually { try await tenant.shown(.concurrentRequests)["used"].int == 1 }
            let refused = try await tenant("GET", "/api/me")
            #expect(refused.status == 429 && refused.code == "tenant_busy")
            #expect(refused.headers["retry-after"] == "1")
            try await tenant.limit(["max_concurrent_requests": 2])
            #expect(try await tenant("GET", "/api/me").status == 200)
            try await tenant.scene.stack.killSessions(in: [database])
            _ = try await held
        }
    }

    @Test func refusalsAreCountedByLimit() async throws {
        let tenant = try await LimitScene.shared.organization()
        try await tenant.limit(["requests_per_minute": 1])
        for _ in 0..<3 { _ = try await tenant("GET", "/api/me") }
        let metrics = try await tenant.scene.api.call("GET", "/metrics").text
        let line = metrics.split(separator: "\n").first { $0.contains(#"limit_refusals_total{limit="requests_per_minute"}"#) }
        #expect(try #require(line.flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }) >= 2)
    }
}
