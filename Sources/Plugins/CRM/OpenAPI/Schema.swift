import Contracts

/// The pieces that schemas are put together from (JSON Schema 2020-12, as OpenAPI 3.1 uses it).
enum Schema {
    static let text: JSONValue = ["type": "string"]
    static let boolean: JSONValue = ["type": "boolean"]
    static let integer: JSONValue = ["type": "integer"]
    static let number: JSONValue = ["type": "number"]
    static let count: JSONValue = ["type": "integer", "minimum": 0]
    static let uuid = text(of: "uuid")
    static let nullableText: JSONValue = ["type": ["string", "null"]]

    static func text(of format: JSONValue) -> JSONValue { ["type": "string", "format": format] }

    /// One of the options; any text when there are none to tell.
    static func option(of options: [String]) -> JSONValue {
        options.isEmpty ? text : ["type": "string", "enum": .array(options.map { .string($0) })]
    }

    static func list(of items: JSONValue, atLeast least: Int? = nil, atMost most: Int? = nil) -> JSONValue {
        var list = JSONObject([JSONMember("type", "array"), JSONMember("items", items)])
        list["minItems"] = least.map { .integer($0) }
        list["maxItems"] = most.map { .integer($0) }
        return .object(list)
    }

    /// - Parameter isClosed: whether it has no other members than these.
    static func object(_ properties: [JSONMember], required: [String] = [], isClosed: Bool = false) -> JSONValue {
        var object = JSONObject([JSONMember("type", "object"), JSONMember("properties", .object(JSONObject(properties)))])
        object["required"] = required.isEmpty ? nil : .array(required.map { .string($0) })
        object["additionalProperties"] = isClosed ? false : nil
        return .object(object)
    }

    /// An object that has all of these members, and no others.
    static func record(_ properties: [JSONMember]) -> JSONValue {
        object(properties, required: properties.map(\.name), isClosed: true)
    }

    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/" + name)] }

    /// The same, or null.
    static func nullable(_ schema: JSONValue) -> JSONValue {
        guard case .object(var object) = schema, let type = object["type"] else { return ["oneOf": [schema, ["type": "null"]]] }
        switch type {
        case .array(let types): object["type"] = types.contains("null") ? type : .array(types + ["null"])
        default: object["type"] = [type, "null"]
        }
        if case .array(let options)? = object["enum"] { object["enum"] = .array(options + [.null]) }
        return .object(object)
    }
}
