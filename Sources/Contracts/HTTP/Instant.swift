/// A point in time as RFC 3339 writes it.
enum Instant {
    /// Whether `text` is a time with its offset, such as `2026-01-31T12:00:00Z` or `2026-01-31T12:00:00.5+01:00`, that PostgreSQL
    /// can hold.
    static func isInstant(_ text: String) -> Bool {
        let utf8 = Array(text.utf8)
        guard utf8.count >= 20, fits(utf8[..<19], "dddd-dd-ddTdd:dd:dd") else { return false }
        var rest = utf8[19...]
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: isDigit)
            guard (1...9).contains(digits.count) else { return false }
            rest = rest.dropFirst(1 + digits.count)
        }
        guard rest.elementsEqual("Z".utf8) || fits(rest, "+dd:dd") || fits(rest, "-dd:dd") else { return false }
        let number = { (range: Range<Int>) in Int(String(decoding: utf8[range], as: UTF8.self)) ?? 0 }
        let offset = rest.count == 1 ? (0, 0) : (number(utf8.count - 5..<utf8.count - 3), number(utf8.count - 2..<utf8.count))
        let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
        return year >= 1 && (1...12).contains(month) && (1...length(of: month, year)).contains(day) && number(11..<13) < 24
            && number(14..<16) < 60 && number(17..<19) < 60 && offset.0 < 15 && offset.1 < 60
    }

    private static func length(of month: Int, _ year: Int) -> Int {
        switch month {
        case 2: (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `d` stands for a digit, every other character for itself.
    private static func fits(_ text: ArraySlice<UInt8>, _ pattern: StaticString) -> Bool {
        guard text.count == pattern.utf8CodeUnitCount else { return false }
        return text.enumerated().allSatisfy { index, byte in
            let wanted = pattern.utf8Start[index]
            return wanted == UInt8(ascii: "d") ? isDigit(byte) : byte == wanted
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
