import Testing

@testable import AuthPlugin

@Suite struct LifetimeTextTests {
    @Test(arguments: [("24h", 86_400), ("15m", 900), ("7d", 604_800), ("90s", 90), ("3600", 3600)])
    func aTimeIsReadInItsUnit(text: String, seconds: Int) {
        #expect(LifetimeText.parse(text) == .seconds(seconds))
    }

    @Test(arguments: ["", "h", "-1h", "1.5h", "24 h", "24hours", "٢٤h", "99999999999999999999s", "9223372036854775807d"])
    func anythingElseIsRefused(text: String) {
        #expect(LifetimeText.parse(text) == nil)
    }
}
