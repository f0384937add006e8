import Testing

@testable import Contracts

@Suite struct InstantTests {
    @Test(arguments: [
        "2026-01-31T12:00:00Z", "2024-02-29T23:59:59.123456Z", "0001-01-01T00:00:00+14:00", "2026-12-31T00:00:00.5-09:30",
        "2000-02-29T00:00:00Z",
    ])
    func aTimeWithItsOffsetIsOne(text: String) { #expect(Instant.isInstant(text)) }

    @Test(arguments: [
        "", "2026-01-31", "2026-01-31T12:00:00", "2026-01-31 12:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z", "0000-01-01T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.1234567890Z",
        "2026-01-01T00:00:00+15:00", "2026-01-01T00:00:00+01", "2026-01-01T00:00:00z", "2026-01-01T00:00:00Z ",
        "2026-01-01T00:00:00Z'; --", "२०२६-01-01T00:00:00Z",
    ])
    func whatPostgreSQLCouldNotHoldIsNone(text: String) { #expect(!Instant.isInstant(text)) }
}
