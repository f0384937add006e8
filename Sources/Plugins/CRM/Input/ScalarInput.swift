import Contracts
import FoundationEssentials

/// Checks values of fields that are stored in one column. Empty texts and lists become NULL, where the field may be NULL.
struct ScalarInput {
    /// The field's name in messages.
    let field: String

    func column(_ description: FieldDescription, _ value: JSONValue) throws(CRMError) -> ColumnValue {
        if description.type == .position, let special = Self.specialPosition(value) {
            return ColumnValue(description.name, special)
        }
        let checked = try self.value(description, value)
        return ColumnValue(
            description.name, checked == .null && !description.isNullable ? Self.empty(value, description.type) : checked)
    }

    /// What is empty stays so where there may be no NULL.
    private static func empty(_ value: JSONValue, _ type: FieldType) -> SQLValue {
        switch (type, value) {
        case (.text, _): .text("")
        case (.multiSelect, _), (.array, _): .textArray([])
        case (.rawJSON, .string(let text)): .text(text)
        case (.rawJSON, _), (.files, _): .text(JSONText.encode(value))
        default: .null
        }
    }

    private func value(_ description: FieldDescription, _ value: JSONValue) throws(CRMError) -> SQLValue {
        switch description.type {
        case .uuid, .relation, .morphRelation: try uuid(value)
        case .number, .position: try number(value)
        case .numeric: try numeric(value)
        case .boolean: try boolean(value)
        case .dateTime: try dateTime(value)
        case .date: try date(value)
        case .select, .rating: try option(value, of: description.options)
        case .multiSelect: try options(value, of: description.options)
        case .array: try texts(value)
        case .rawJSON: try json(value)
        case .files: try files(value)
        default: try text(value)
        }
    }

    func text(_ value: JSONValue) throws(CRMError) -> SQLValue {
        switch value {
        case .null, .string(""): return .null
        case .string(let text): return .text(text)
        default: throw wrong("string", value)
        }
    }

    func uuid(_ value: JSONValue) throws(CRMError) -> SQLValue {
        switch value {
        case .null: return .null
        case .string(let text):
            guard let uuid = RecordID.parse(text) else { throw wrong("UUID", value) }
            return .uuid(uuid)
        default: throw wrong("UUID", value)
        }
    }

    /// A number as JSON spells it; strings are refused.
    func number(_ value: JSONValue) throws(CRMError) -> SQLValue {
        switch value {
        case .null: return .null
        case .number(let number):
            guard number.double.isFinite else { throw wrong("number", value) }
            return .text(number.text)
        default: throw wrong("number", value)
        }
    }

    /// A number or the text of one, of any precision.
    func numeric(_ value: JSONValue) throws(CRMError) -> SQLValue {
        switch value {
        case .null, .string(""): return .null
        case .string(let text):
            guard text.utf8.count <= 100, FloatPrefix.of(text) == text, let number = Double(text), number.isFinite else {
                throw wrong("number", value)
            }
            return .text(text)
        default: return try number(value)
        }
    }

    func boolean(_ value: JSONValue) throws(CRMError) -> SQLValue {
        switch value {
        case .null: return .null
        case .bool(let flag): return .bool(flag)
        default: throw wrong("boolean", value)
        }
    }

    func option(_ value: JSONValue, of options: [String]) throws(CRMError) -> SQLValue {
        switch value {
        case .null: return .null
        case .string(let text) where options.contains(text): return .text(text)
        case .string(let text): throw .invalidInput(.unknownOption(String(text.prefix(200)), field: field, options: options))
        default: throw .invalidInput(.unknownOption(JSONText.inspect(value), field: field, options: options))
        }
    }

    private func options(_ value: JSONValue, of options: [String]) throws(CRMError) -> SQLValue {
        let chosen = try list(value, kind: "multi-select")
        for text in chosen where !options.contains(text) {
            throw .invalidInput(.unknownOption(String(text.prefix(200)), field: field, options: options))
        }
        return chosen.isEmpty ? .null : .textArray(chosen)
    }

    private func texts(_ value: JSONValue) throws(CRMError) -> SQLValue {
        let texts = try list(value, kind: "array")
        return texts.isEmpty ? .null : .textArray(texts)
    }

    /// One text stands for a list of it.
    private func list(_ value: JSONValue, kind: String) throws(CRMError) -> [String] {
        switch value {
        case .null, .string(""): return []
        case .string(let text): return [text]
        case .array(let items):
            var texts: [String] = []
            for item in items {
                guard case .string(let text) = item else { throw wrong(kind, value) }
                texts.append(text)
            }
            return texts
        default: throw wrong(kind, value)
        }
    }

    /// An object, a list, or the text of one.
    func json(_ value: JSONValue) throws(CRMError) -> SQLValue {
        switch value {
        case .null: return .null
        case .object(let object): return object.isEmpty ? .null : .text(JSONText.encode(value))
        case .array(let items): return items.isEmpty ? .null : .text(JSONText.encode(value))
        case .string(let text):
            guard let parsed = try? JSONParser.parse(Array(text.utf8)), parsed.isContainer else { throw wrong("JSON", value) }
            return try json(parsed)
        default: throw wrong("JSON", value)
        }
    }

    /// A list of `{fileId, label}` and nothing else.
    private func files(_ value: JSONValue) throws(CRMError) -> SQLValue {
        if value == .null { return .null }
        guard case .array(let items) = value else { throw wrong("files", value) }
        for item in items {
            guard case .object(let file) = item, file.names.sorted() == ["fileId", "label"],
                case .string(let id)? = file["fileId"], RecordID.parse(id)?.isRandom == true, case .string? = file["label"]
            else { throw wrong("files", value) }
        }
        return items.isEmpty ? .null : .text(JSONText.encode(value))
    }

    private static func specialPosition(_ value: JSONValue) -> ColumnValue.Source? {
        switch value {
        case "first": .firstPosition
        case "last": .lastPosition
        default: nil
        }
    }

    func wrong(_ kind: String, _ value: JSONValue) -> CRMError {
        .invalidInput(.wrongValue(kind: kind, value: JSONText.inspect(value), field: field))
    }
}

extension UUID {
    /// Of version 4 (RFC 9562 §5.4).
    fileprivate var isRandom: Bool { uuid.6 >> 4 == 4 }
}

extension JSONValue {
    fileprivate var isContainer: Bool {
        switch self {
        case .object, .array: true
        default: false
        }
    }
}
