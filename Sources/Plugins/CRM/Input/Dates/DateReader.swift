/// Reads the parts of a date and a time from front to back.
struct DateReader {
    enum HalfOfDay { case morning, afternoon }

    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    /// A run of one to eight digits.
    mutating func takeNumber() -> (value: Int, digits: Int)? {
        let digits = rest.prefix(while: Self.isDigit)
        guard (1...8).contains(digits.count) else { return nil }
        rest = rest[digits.endIndex...]
        return (digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }, digits.count)
    }

    /// The digits of a fraction of a second, as whole milliseconds.
    mutating func takeMilliseconds() -> Int? {
        let digits = rest.prefix(while: Self.isDigit)
        guard (1...9).contains(digits.count) else { return nil }
        rest = rest[digits.endIndex...]
        let leading = digits.prefix(3)
        let value = leading.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return value * [100, 10, 1][leading.count - 1]
    }

    /// The English name of a month or its first three letters, in either case; 1 for January.
    mutating func takeMonthName() -> Int? {
        let letters = rest.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
        let name = String(decoding: letters, as: UTF8.self).lowercased()
        guard let index = Self.months.firstIndex(where: { $0 == name || $0.prefix(3) == name }) else { return nil }
        rest = rest[letters.endIndex...]
        return index + 1
    }

    mutating func takeTimeSeparator() -> Bool { take("T") || take("t") || takeSpaces() }

    mutating func takeHalfOfDay() -> HalfOfDay? {
        let start = rest
        _ = takeSpaces()
        let letters = String(decoding: rest.prefix(2), as: UTF8.self).lowercased()
        guard letters == "am" || letters == "pm" else {
            rest = start
            return nil
        }
        rest = rest.dropFirst(2)
        return letters == "am" ? .morning : .afternoon
    }

    /// Minutes ahead of UTC: `Z`, `+02`, `+02:00` or `+0200`, less than 16 hours either way, as PostgreSQL has it.
    mutating func takeOffset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let isBehind = take("-")
        guard isBehind || take("+"), let number = takeNumber() else { return nil }
        var (hours, minutes) = (number.value, 0)
        switch number.digits {
        case 2 where take(":"):
            guard let rest = takeNumber(), rest.digits == 2 else { return nil }
            minutes = rest.value
        case 2: break
        case 4: (hours, minutes) = number.value.quotientAndRemainder(dividingBy: 100)
        default: return nil
        }
        guard hours < 16, minutes < 60 else { return nil }
        return (isBehind ? -1 : 1) * (hours * 60 + minutes)
    }

    mutating func takeSpaces() -> Bool {
        let spaces = rest.prefix { $0 == UInt8(ascii: " ") }
        rest = rest[spaces.endIndex...]
        return !spaces.isEmpty
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ]
}
