/// Durations as people write them: a whole number and a unit, `30s`, `15m`, `24h`, `7d`.
enum DurationText {
    /// Nil for anything else, for zero and for what exceeds ten years.
    static func parse(_ text: String) -> Duration? {
        guard let unit = text.last, let count = Int(text.dropLast()), count > 0, text.first != "+" else { return nil }
        let seconds: Int
        switch unit {
        case "s": seconds = 1
        case "m": seconds = 60
        case "h": seconds = 3_600
        case "d": seconds = 86_400
        default: return nil
        }
        let (product, overflow) = count.multipliedReportingOverflow(by: seconds)
        guard !overflow, product <= 10 * 365 * 86_400 else { return nil }
        return .seconds(product)
    }
}
