import Contracts
import Testing

@Suite struct JSONNumberTests {
    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-42.0, "-42"), (0.1, "0.1"), (1e14, "100000000000000"), (1.5, "1.5"),
        (1e300, "1e+300"), (Double.leastNonzeroMagnitude, "5e-324"), (1e-5, "1e-05"), (0.1 + 0.2, "0.30000000000000004"),
    ])
    func doublesAreWrittenShortestAndExact(value: Double, text: String) throws {
        let number = try #require(JSONNumber(value))
        #expect(number.text == text)
        #expect(number.double == value)
        #expect(try JSONParser.parse(Array(number.text.utf8)) == .number(number))
    }

    @Test(arguments: [1e15, 1e16, 9_007_199_254_740_994, -1.7976931348623157e308, 2.2250738585072014e-308, 123456789.123])
    func everyDoubleIsAJSONNumberAndComesBack(value: Double) throws {
        let number = try #require(JSONNumber(value))
        #expect(try JSONParser.parse(Array(number.text.utf8)) == .number(number))
        #expect(number.double == value)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func whatJSONCannotHoldIsRefused(value: Double) {
        #expect(JSONNumber(value) == nil)
    }

    @Test(
        arguments: [
            ("9223372036854775807", Int64.max), ("-9223372036854775808", .min), ("-0", 0), ("9223372036854775808", nil),
            ("1.0", nil),
            ("1e3", nil),
        ] as [(String, Int64?)])
    func integersAreTheNumbersSpelledAsSuch(text: String, expected: Int64?) throws {
        guard case .number(let number) = try JSONParser.parse(Array(text.utf8)) else { return }
        #expect(number.integer == expected)
    }
}
