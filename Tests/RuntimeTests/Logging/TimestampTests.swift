import Testing

@testable import HostRuntime

@Suite struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_868_799_999, "2000-02-29T23:59:59.999Z"),
            (951_868_800_000, "2000-03-01T00:00:00.000Z"), (1_709_164_800_123, "2024-02-29T00:00:00.123Z"),
            (1_767_225_599_000, "2025-12-31T23:59:59.000Z"), (4_107_542_400_007, "2100-03-01T00:00:00.007Z"),
        ] as [(Int64, String)])
    func theDateIsRightAroundLeapDaysAndYearEnds(milliseconds: Int64, text: String) {
        #expect(String(decoding: Timestamp.text(milliseconds: milliseconds), as: UTF8.self) == text)
    }
}
