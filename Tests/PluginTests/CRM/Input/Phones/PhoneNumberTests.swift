import Testing

@testable import CRMPlugin

@Suite struct PhoneNumberTests {
    private func read(_ text: String, region: String? = nil, callingCode: String? = nil) -> String {
        guard let phone = PhoneNumber(text, region: region, callingCode: callingCode) else { return "none" }
        return "+\(phone.callingCode) \(phone.region ?? "?") \(phone.nationalNumber)"
    }

    @Test func theWholeTableIsRead() {
        #expect(NumberingPlans.world.regions.count == 245)
        let lines = NumberingData.plans.description.split(separator: "\n")
        #expect(lines.filter { NumberingPlan(line: $0) == nil }.isEmpty)
    }

    @Test func numbersOfAllRegionsAreReadAsLibphonenumberReadsThem() {
        for line in PhoneSamples.lines.split(separator: "\n") {
            let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            #expect(read(parts[0], region: parts[1].isEmpty ? nil : parts[1]) == parts[2], "\(line)")
        }
    }

    @Test(arguments: [
        ("+1 (415) 555-2671", "+1 US 4155552671"), ("+1 416 555 2671", "+1 CA 4165552671"), ("+1 242 555 2671", "+1 BS 2425552671"),
        ("+1 000 000 0000", "+1 ? 0000000000"), ("+44 20 7946 0958", "+44 GB 2079460958"), ("+44 7781 123456", "+44 GG 7781123456"),
        ("+7 912 345-67-89", "+7 RU 9123456789"), ("+7 701 234 5678", "+7 KZ 7012345678"), ("+49 (0) 30 12345", "+49 DE 3012345"),
        ("+39 06 698 12345", "+39 VA 0669812345"), ("+800 1234 5678", "+800 ? 12345678"), ("＋４９３０１２３４５", "+49 DE 3012345"),
        ("tel:+49-30-12345", "+49 DE 3012345"), ("+49 30 12345 ext. 67", "+49 DE 3012345"),
        ("+49 30 12345;ext=67", "+49 DE 3012345"),
        ("+49 30 12345 (office)", "+49 DE 3012345"),
    ])
    func countryFollowsFromAnInternationalNumber(text: String, number: String) {
        #expect(read(text) == number)
    }

    @Test(arguments: [
        ("030 12345", "DE", "+49 DE 3012345"), ("0033 1 23 45 67 89", "DE", "+33 FR 123456789"),
        ("555 0100", "US", "+1 US 5550100"),
        ("4155552671", "US", "+1 US 4155552671"), ("1 416 555 2671", "US", "+1 CA 4165552671"),
        ("49 30 12345678", "DE", "+49 DE 3012345678"),
        ("800 234 5678", "CA", "+1 CA 8002345678"), ("+33 1 23 45 67 89", "DE", "+33 FR 123456789"),
        ("0343 15 5123456", "AR", "+54 AR 93435123456"),
    ])
    func regionSaysHowANumberIsDialled(text: String, region: String, number: String) {
        #expect(read(text, region: region) == number)
    }

    @Test func callingCodeAloneSaysItToo() {
        #expect(read("4155552671", callingCode: "1") == "+1 US 4155552671")
        #expect(read("030 12345", callingCode: "49") == "+49 DE 3012345")
    }

    @Test(arguments: [
        "", "abc", "+", "+1", "555 0100", "+0 123 456", "+999 123 456", "call 12 or 34", "+49 30 12345 +49", "1e5", "+49\u{0}30",
        "+1" + String(repeating: "2", count: 18), String(repeating: "1", count: 300),
    ])
    func whatHasNoCallingCodeOrNoNumberIsNone(text: String) {
        #expect(read(text) == "none")
    }

    @Test(arguments: ["(", "[1", "1{", "1{3,2}", "a", "(?1)", "[3-1]", "1)", "\\w"])
    func whatIsNoPatternIsRefused(text: String) {
        #expect(DigitPattern(text[...]) == nil)
    }

    @Test func patternTakesTheFirstAlternativeThatLeadsToTheEnd() throws {
        let pattern = try #require(DigitPattern("1|12(3)?|(?:4[5-7]){1,2}$"))
        #expect(pattern.matchesWhole([1, 2, 3]))
        #expect(pattern.prefixMatch([1, 2, 3]) == DigitPattern.Match(length: 1, groups: [nil]))
        #expect(pattern.matchesWhole([4, 5, 4, 7]))
        #expect(pattern.prefixMatch([4, 5, 0]) == nil)
    }
}
