import Testing

@testable import HostRuntime

@Suite struct DurationTextTests {
    @Test(arguments: [("30s", 30), ("15m", 900), ("24h", 86_400), ("7d", 604_800)])
    func readsAWholeNumberAndAUnit(text: String, seconds: Int) {
        #expect(DurationText.parse(text) == .seconds(seconds))
    }

    @Test(arguments: [
        "", "h", "24", "0s", "-1h", "+1h", "1.5h", "24 h", "24H", "1w", "99999999999999999999d", "9223372036854775807d", "4000d",
    ])
    func refusesEverythingElse(text: String) {
        #expect(DurationText.parse(text) == nil)
    }
}
