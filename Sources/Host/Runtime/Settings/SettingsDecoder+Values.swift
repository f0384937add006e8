internal import Contracts

extension SettingsDecoder {
    /// A duration whose key says that it counts milliseconds.
    mutating func milliseconds(_ key: String, default fallback: Int, in range: ClosedRange<Int>) -> Duration {
        .milliseconds(integer(key, default: fallback, in: range))
    }

    /// A secret that may be left out.
    mutating func optionalSecret(_ key: String) -> Secret? {
        optionalString(key).flatMap { $0.isEmpty ? nil : Secret($0) }
    }

    /// Text that must be there. Empty after a fault was recorded.
    mutating func requiredString(_ key: String) -> String {
        let count = diagnostics.count
        if let text = optionalString(key), !text.isEmpty { return text }
        if diagnostics.count == count { report(key: key, "is required") }
        return ""
    }

    /// A secret that must be there. Empty after a fault was recorded.
    mutating func requiredSecret(_ key: String) -> Secret { Secret(requiredString(key)) }

    /// Text that `read` understands, or a fault that says what it must be.
    mutating func parsed<Value>(_ key: String, default fallback: Value, _ expected: String, _ read: (String) -> Value?) -> Value {
        optionalParsed(key, expected, read) ?? fallback
    }

    /// Text that `read` understands; nil when there is none, or after a fault was recorded.
    mutating func optionalParsed<Value>(_ key: String, _ expected: String, _ read: (String) -> Value?) -> Value? {
        guard let text = optionalString(key) else { return nil }
        if let value = read(text) { return value }
        report(key: key, expected)
        return nil
    }
}
