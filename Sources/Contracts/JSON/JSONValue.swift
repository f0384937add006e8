/// A JSON value (RFC 8259). Numbers keep their spelling, so nothing is rounded on its way to the database.
public enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// The kind's name as error messages say it.
    public var kind: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

/// A JSON number in its spelling on the wire.
public struct JSONNumber: Sendable, Equatable {
    public let text: String

    /// Takes text that already is a JSON number; the parser and the integer initialisers make sure of it.
    init(verified text: String) { self.text = text }

    public init(_ value: Int) { text = String(value) }

    public init(_ value: Int64) { text = String(value) }

    /// A finite double; nil for NaN and infinities, which JSON cannot hold.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        text = value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
    }

    /// The value when it is a whole number within 64 bits.
    public var integer: Int64? { Int64(text) }

    public var double: Double { Double(text) ?? .nan }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
    public init(nilLiteral: ()) { self = .null }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements.map { JSONMember($0.0, $0.1) }))
    }

    public static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    public static func integer(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
}
