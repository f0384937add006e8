import Contracts

/// JSON as text: to store, and to show in a message.
enum JSONText {
    static func encode(_ value: JSONValue) -> String { String(decoding: JSONWriter.encode(value), as: UTF8.self) }

    /// A value in a message, cut short: strings in single quotes, the rest as JSON.
    static func inspect(_ value: JSONValue) -> String {
        if case .string(let text) = value { return "'\(text.prefix(200))'" }
        return String(encode(value).prefix(200))
    }
}
