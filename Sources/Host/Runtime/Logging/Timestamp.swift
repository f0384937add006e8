internal import FoundationEssentials

/// The wall clock as log lines write it: RFC 3339, UTC, milliseconds (`2026-01-31T23:59:59.123Z`).
enum Timestamp {
    static func now() -> [UInt8] { text(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }

    /// - Parameter milliseconds: since 1970-01-01T00:00:00Z, not negative, before the year 10000.
    static func text(milliseconds: Int64) -> [UInt8] {
        let seconds = milliseconds / 1_000
        let date = civilDate(days: Int(seconds / 86_400))
        let second = Int(seconds % 86_400)
        var text: [UInt8] = []
        text.reserveCapacity(24)
        append(date.year, digits: 4, "-", to: &text)
        append(date.month, digits: 2, "-", to: &text)
        append(date.day, digits: 2, "T", to: &text)
        append(second / 3_600, digits: 2, ":", to: &text)
        append(second / 60 % 60, digits: 2, ":", to: &text)
        append(second % 60, digits: 2, ".", to: &text)
        append(Int(milliseconds % 1_000), digits: 3, "Z", to: &text)
        return text
    }

    private static func append(_ value: Int, digits: Int, _ end: Unicode.Scalar, to text: inout [UInt8]) {
        var divisor = digits == 4 ? 1_000 : digits == 3 ? 100 : 10
        while divisor > 0 {
            text.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
            divisor /= 10
        }
        text.append(UInt8(ascii: end))
    }

    /// The Gregorian date so many days after 1970-01-01. Years are counted from March, so that the leap day comes last in each.
    private static func civilDate(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
