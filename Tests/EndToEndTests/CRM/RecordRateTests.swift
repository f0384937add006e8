import Contracts
import TestSupport
import Testing

/// More requests than the plan allows, in Twenty's words.
@Suite struct RecordRateTests {
    private static let rate = 5

    @Test func whoIsTooFastIsToldTheLimit() async throws {
        let settings = try SettingsCopy()
        let unlimited = "requests_per_second:\n    max_concurrent_requests: 256"
        try settings.replace(unlimited, with: unlimited.replacing("second:", with: "second: \(Self.rate)"))
        let stack = try TestStack(environment: settings.environment)
        let api = ProductAPI(stack.client)
        let call = RecordCaller(api: api, token: try await api.signUp("Fast").accessToken)
        let key = try await call("POST", "/api/api-keys", ["name": "Fast", "role": "member"]).json["data"]["token"].string
        for caller in [call, RecordCaller(api: api, token: key)] {
            try await eventually { try await caller("GET", "/rest/people?limit=1").status == 429 }
            let refused = try await caller("GET", "/rest/people?limit=1")
            #expect(
                refused.text
                    == #"{"statusCode":429,"error":"HttpException","messages":["Limit reached (\#(Self.rate) tokens per 1000 ms)"]}"#
            )
        }
    }
}
