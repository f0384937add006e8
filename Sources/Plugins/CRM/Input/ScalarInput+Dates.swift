import Contracts

extension ScalarInput {
    /// An instant in ISO 8601: a date alone, or with a time of day to the minute or finer, and an offset or `Z`. Without one it is
    /// UTC. Whether the day exists is PostgreSQL's to say.
    func dateTime(_ value: JSONValue) throws(CRMError) -> SQLValue {
        switch value {
        case .null: return .null
        case .string(let text):
            guard let instant = Self.instant(text) else { throw wrong("date-time", value) }
            return .text(instant)
        default: throw wrong("date-time", value)
        }
    }

    func date(_ value: JSONValue) throws(CRMError) -> SQLValue {
        switch value {
        case .null: return .null
        case .string(let text):
            var reader = DigitReader(text)
            guard reader.takeDate(), reader.isAtEnd else { throw wrong("date", value) }
            return .text(text)
        default: throw wrong("date", value)
        }
    }

    private static func instant(_ text: String) -> String? {
        var reader = DigitReader(text)
        guard reader.takeDate() else { return nil }
        if reader.isAtEnd { return text + "T00:00Z" }
        guard reader.take("T") || reader.take("t") || reader.take(" "), reader.takeTime() else { return nil }
        if reader.isAtEnd { return text + "Z" }
        return reader.takeOffset() && reader.isAtEnd ? text : nil
    }
}

/// Reads the parts of an ISO 8601 text from front to back.
private struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    /// `2026-03-09`, of the years 1 to 9999.
    mutating func takeDate() -> Bool {
        !rest.starts(with: "0000".utf8) && takeDigits(4) && take("-") && takeDigits(2) && take("-") && takeDigits(2)
    }

    /// `08:15`, `08:15:30` or `08:15:30.123456`
    mutating func takeTime() -> Bool {
        guard takeDigits(2), take(":"), takeDigits(2) else { return false }
        guard take(":") else { return true }
        guard takeDigits(2) else { return false }
        guard take(".") else { return true }
        let fraction = rest.prefix(while: Self.isDigit)
        rest = rest[fraction.endIndex...]
        return (1...9).contains(fraction.count)
    }

    /// `Z`, `+02`, `+02:00` or `+0200`
    mutating func takeOffset() -> Bool {
        if take("Z") || take("z") { return true }
        guard take("+") || take("-"), takeDigits(2) else { return false }
        return isAtEnd || (take(":") ? takeDigits(2) : takeDigits(2))
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func takeDigits(_ count: Int) -> Bool {
        guard rest.count >= count, rest.prefix(count).allSatisfy(Self.isDigit) else { return false }
        rest = rest.dropFirst(count)
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
