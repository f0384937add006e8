/// Reads a time as `JWT_EXPIRES_IN` is usually written: a whole number and `s`, `m`, `h` or `d`; seconds when the unit is left out.
enum LifetimeText {
    /// Nil for anything else, and for what does not fit.
    static func parse(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int64(digits), let unit = seconds(of: text[digits.endIndex...]) else { return nil }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: unit)
        return overflow ? nil : .seconds(seconds)
    }

    private static func seconds(of unit: Substring) -> Int64? {
        switch unit {
        case "", "s": 1
        case "m": 60
        case "h": 3600
        case "d": 86_400
        default: nil
        }
    }
}
