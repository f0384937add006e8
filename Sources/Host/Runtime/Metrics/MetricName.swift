/// Names as Prometheus allows them: letters, digits and underscores, not beginning with a digit.
enum MetricName {
    static func sanitized(_ name: String) -> String {
        let text = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" })
        return text.first.map { $0.isNumber } ?? true ? "_" + text : text
    }

    /// The name with its unit or kind at the end, once.
    static func sanitized(_ name: String, suffix: String) -> String {
        let text = sanitized(name)
        return text.hasSuffix(suffix) ? text : text + suffix
    }
}
