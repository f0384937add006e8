import Contracts

/// Checks a field's default as a client gives it, and brings it into the form that metadata keep. A text may come without the
/// quotes that Twenty writes around it. What may not be written into a record is no default of one.
struct DefaultInput {
    let field: String
    let type: FieldType
    /// The values of a select field.
    let options: [FieldOption]

    /// - Returns: nil for no default.
    /// - Throws: `MetadataFault.invalidDefault`.
    func parse(_ value: JSONValue) throws(MetadataFault) -> JSONValue? {
        guard value != .null else { return nil }
        let preset = try kept(value)
        if ![.string("now"), .string("uuid")].contains(preset) { try requireWritable(DefaultValue.unquoted(preset)) }
        return preset
    }

    private func kept(_ value: JSONValue) throws(MetadataFault) -> JSONValue {
        guard let parts = type.subFields else { return try scalar(value) }
        guard case .object(let object) = value else { throw fault }
        guard object.names.allSatisfy({ name in parts.contains { $0.name == name } }) else { throw fault }
        var members: [JSONMember] = []
        for member in object.members { members.append(JSONMember(member.name, try part(member.value))) }
        return .object(JSONObject(members))
    }

    private var fault: MetadataFault { .invalidDefault(field: field, type) }

    private func requireWritable(_ value: JSONValue) throws(MetadataFault) {
        let description = FieldDescription(
            name: field, type: type, isNullable: true, hasDefault: false, options: options.map(\.value))
        do {
            if type.subFields == nil {
                _ = try ScalarInput(field: field).column(description, value)
            } else {
                _ = try CompositeInput(field: description, operation: .create).columns(of: value)
            }
        } catch {
            throw fault
        }
    }

    private func scalar(_ value: JSONValue) throws(MetadataFault) -> JSONValue {
        switch (type, value) {
        case (.text, .string(let text)): return quoted(text)
        case (.number, .number), (.numeric, .number), (.boolean, .bool), (.rawJSON, .object), (.rawJSON, .array): return value
        case (.uuid, .string("uuid")), (.dateTime, .string("now")), (.date, .string("now")): return value
        case (.uuid, .string(let text)), (.dateTime, .string(let text)), (.date, .string(let text)), (.numeric, .string(let text)):
            return quoted(text)
        case (.select, .string(let text)), (.rating, .string(let text)): return quoted(try option(text))
        case (.multiSelect, .array(let items)):
            return .array(try texts(items).map { (text) throws(MetadataFault) in quoted(try option(text)) })
        case (.array, .array(let items)): return .array(try texts(items).map(quoted))
        default: throw fault
        }
    }

    private func part(_ value: JSONValue) throws(MetadataFault) -> JSONValue {
        switch value {
        case .string(let text): return quoted(text)
        case .null, .number, .array, .object: return value
        case .bool: throw fault
        }
    }

    private func texts(_ items: [JSONValue]) throws(MetadataFault) -> [String] {
        var texts: [String] = []
        for item in items {
            guard case .string(let text) = item else { throw fault }
            texts.append(text)
        }
        return texts
    }

    private func option(_ text: String) throws(MetadataFault) -> String {
        guard options.contains(where: { $0.value == DefaultValue.unquoted(text) }) else { throw fault }
        return text
    }

    private func quoted(_ text: String) -> JSONValue { .string(DefaultValue.isQuoted(text) ? text : "'\(text)'") }
}
