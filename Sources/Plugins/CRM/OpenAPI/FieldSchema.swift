import Contracts

/// What a field looks like in bodies and in answers.
struct FieldSchema {
    let field: FieldDescription

    /// What a body may say; nil for a field that no body writes.
    var written: JSONValue? {
        if field.isOneToMany { return nil }
        return switch field.type {
        case .searchVector: nil
        case .files: Schema.list(of: Schema.record([JSONMember("fileId", Schema.uuid), JSONMember("label", Schema.text)]))
        case .rawJSON: ["type": "object"]
        case .number where !field.hasDecimals: Schema.integer
        default: composite { Self.written($0, of: field.type) } ?? scalar
        }
    }

    /// What an update may say: null takes the value away.
    var updated: JSONValue? { written.map { field.isNullable ? Schema.nullable($0) : $0 } }

    /// What a record shows at depth 0; nil for a field that has no key there, or none that is documented.
    var answered: JSONValue? {
        if field.isOneToMany { return nil }
        switch field.type {
        case .searchVector: return nil
        case .relation, .morphRelation: return Schema.nullable(Schema.uuid)
        case .text, .array, .multiSelect: return scalar
        case .rawJSON: return ["type": ["object", "array", "null"]]
        case .files: return Schema.nullable(Schema.list(of: Self.file))
        case .number, .numeric, .position: return Schema.nullable(Schema.number)
        default: break
        }
        // A composite is there whatever its columns hold, but for one that is null without its required parts.
        guard let parts = composite(Self.answered) else { return field.isNullable ? Schema.nullable(scalar) : scalar }
        let isOptional = field.isNullable && field.columns.contains { $0.subField?.isRequired == true }
        return isOptional ? Schema.nullable(parts) : parts
    }

    private var scalar: JSONValue {
        switch field.type {
        case .uuid, .relation, .morphRelation: Schema.uuid
        case .number, .numeric, .position: Schema.number
        case .boolean: Schema.boolean
        case .dateTime: Schema.text(of: "date-time")
        case .date: Schema.text(of: "date")
        case .select, .rating: Schema.option(of: field.options)
        case .multiSelect: Schema.list(of: Schema.option(of: field.options))
        case .array: Schema.list(of: Schema.text)
        default: Schema.text
        }
    }

    /// Nil for a field of one column.
    private func composite(_ schema: (SubField) -> JSONValue) -> JSONValue? {
        guard let parts = field.type.subFields else { return nil }
        return Schema.object(parts.map { JSONMember($0.name, schema($0)) }, isClosed: true)
    }

    private static let file = Schema.object([JSONMember("fileId", Schema.text), JSONMember("label", Schema.text)])
}

extension FieldSchema {
    fileprivate static func written(_ part: SubField, of type: FieldType) -> JSONValue {
        switch part.name {
        case "source" where type == .actor: Schema.option(of: ActorInput.sources)
        case "workspaceMemberId" where type == .actor: Schema.uuid
        case "additionalEmails": Schema.list(of: Schema.text)
        case "additionalPhones": Schema.list(of: closed(["number", "countryCode", "callingCode"], Schema.text))
        case "secondaryLinks": Schema.list(of: closed(["label", "url"], Schema.text))
        default:
            switch part.cell {
            case .number, .integer: Schema.number
            case .json: ["type": "object"]
            default: Schema.text
            }
        }
    }

    fileprivate static func answered(_ part: SubField) -> JSONValue {
        switch part.name {
        case "additionalEmails": return Schema.list(of: Schema.text)
        case "additionalPhones", "secondaryLinks": return Schema.list(of: ["type": "object"])
        default: break
        }
        return switch part.cell {
        case .number: Schema.nullable(Schema.number)
        case .integer: Schema.nullable(Schema.integer)
        case .json: ["type": ["object", "array", "null"]]
        case .text(null: .emptyText): Schema.text
        default: Schema.nullableText
        }
    }

    private static func closed(_ names: [String], _ schema: JSONValue) -> JSONValue {
        Schema.object(names.map { JSONMember($0, schema) }, isClosed: true)
    }
}
