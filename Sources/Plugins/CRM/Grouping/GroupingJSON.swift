import Contracts

/// The JSON in the parameters of `groupBy`.
enum GroupingJSON {
    /// Nil when the text is no JSON.
    static func parse(_ text: String, of parameter: GroupingFault.Parameter) throws(CRMError) -> JSONValue? {
        guard text.utf8.count <= QueryLimits.textLength else { throw .invalidGrouping(.tooLong(parameter)) }
        return try? JSONParser.parse(Array(text.utf8))
    }

    /// The names of objects within objects, down to the first value that is none or has one of the `options` as its keys; nil when
    /// an object on the way has not exactly one key.
    static func path(_ item: JSONValue, endingAt options: Set<String>) -> (names: [String], value: JSONValue)? {
        var names: [String] = []
        var value = item
        while case .object(let object) = value, names.isEmpty || options.isDisjoint(with: object.names) {
            guard object.members.count == 1, let member = object.members.first else { return nil }
            names.append(member.name)
            value = member.value
        }
        return names.isEmpty ? nil : (names, value)
    }

    /// A path as messages quote it.
    static func excerpt(_ names: [String]) -> String { String(names.joined(separator: ".").prefix(200)) }

    /// A value as messages quote it.
    static func excerpt(_ value: JSONValue) -> String {
        if case .string(let text) = value { return String(text.prefix(200)) }
        return String(JSONText.encode(value).prefix(200))
    }
}
