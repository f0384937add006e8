import Contracts

/// A field's default in the literal forms of Twenty's metadata, made into expressions for its columns.
///
/// A text stands in single quotes within its string (`"'NEW'"`), `uuid` and `now` are functions, numbers and flags are themselves,
/// lists have quoted items, and a composite has an object with one of these a part.
struct DefaultValue {
    private let value: JSONValue?
    private let type: FieldType

    init(_ value: JSONValue?, type: FieldType) {
        self.value = value
        self.type = type
    }

    /// The expression for the column of a part, or with nil of the whole field; nil for none.
    func expression(_ part: String?) -> String? {
        guard let part else { return value.flatMap { Self.expression($0, type: type) } }
        guard case .object(let parts)? = value else { return nil }
        if let own = parts[part] { return Self.expression(own, type: .text) }
        // An actor without a context has an empty one.
        return type == .actor && part == "context" ? "'{}'" : nil
    }

    private static func expression(_ value: JSONValue, type: FieldType) -> String? {
        switch value {
        case .null: return nil
        case .bool(let flag): return flag ? "true" : "false"
        case .number(let number): return SQLIdentifier.literal(number.text)
        case .string("uuid") where type == .uuid: return "public.uuid_generate_v4()"
        case .string("now") where type == .dateTime || type == .date: return "now()"
        case .string(let text): return SQLIdentifier.literal(unquoted(text))
        case .array(let items) where type == .array || type == .multiSelect:
            return SQLIdentifier.literal("{" + items.map(arrayItem).joined(separator: ",") + "}")
        case .array, .object: return SQLIdentifier.literal(String(decoding: JSONWriter.encode(value), as: UTF8.self))
        }
    }

    /// An item of an array constant (PostgreSQL, "Array Value Input").
    private static func arrayItem(_ value: JSONValue) -> String {
        guard case .string(let text) = value else { return "NULL" }
        let escaped = unquoted(text).flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "\"" + String(escaped) + "\""
    }

    static func isQuoted(_ text: String) -> Bool { text.utf8.count >= 2 && text.hasPrefix("'") && text.hasSuffix("'") }

    static func unquoted(_ text: String) -> String { isQuoted(text) ? String(text.dropFirst().dropLast()) : text }

    /// The value as a record shows it: its texts, items and parts without their quotes.
    static func unquoted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(unquoted(text))
        case .array(let items): .array(items.map { unquoted($0) })
        case .object(let parts): .object(JSONObject(parts.members.map { JSONMember($0.name, unquoted($0.value)) }))
        default: value
        }
    }
}
