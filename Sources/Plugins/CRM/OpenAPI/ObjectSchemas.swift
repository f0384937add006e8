import Contracts

/// The three schemas of an object: what makes a record, what changes one, and what is answered.
struct ObjectSchemas {
    /// Set by the program, and not told of in bodies.
    private static let own: Set<String> = ["id", "createdAt", "updatedAt", "deletedAt"]

    let object: ObjectDescription
    let catalogue: Catalogue
    let permissions: Permissions

    var members: [JSONMember] {
        [
            JSONMember(object.key(""), creation), JSONMember(object.key("") + "ForUpdate", update),
            JSONMember(object.key("") + "ForResponse", response),
        ]
    }

    private var fields: [FieldDescription] { permissions.shape(of: object).fields }

    private var writable: [FieldDescription] {
        fields.filter { !Self.own.contains($0.name) && permissions.canUpdate($0, of: object) }
    }

    private var creation: JSONValue {
        let properties = writable.compactMap { field in FieldSchema(field: field).written.map { JSONMember(field.key, $0) } }
        let required = writable.filter { !$0.isNullable && !$0.hasDefault && !$0.isOneToMany && $0.type != .searchVector }
        let example = writable.compactMap { field in FieldExample.value(of: field).map { JSONMember(field.key, $0) } }
        guard case .object(var schema) = Schema.object(properties, required: required.map(\.key)) else { return .null }
        schema["example"] = .object(JSONObject(example))
        return .object(schema)
    }

    private var update: JSONValue {
        Schema.object(writable.compactMap { field in FieldSchema(field: field).updated.map { JSONMember(field.key, $0) } })
    }

    /// Which keys there are beside the id depends on `fields` and `depth`.
    private var response: JSONValue {
        Schema.object(
            fields.flatMap { field in
                [FieldSchema(field: field).answered.map { JSONMember(field.key, $0) }, relation(field)].compactMap { $0 }
            }, required: ["id"])
    }

    /// What `depth=1` adds; nil when the caller may not read what it leads to.
    private func relation(_ field: FieldDescription) -> JSONMember? {
        guard let target = catalogue.target(of: field), permissions.allows(.read, on: target) else { return nil }
        let record = Schema.reference(target.key("") + "ForResponse")
        return JSONMember(field.name, field.isOneToMany ? Schema.list(of: record) : Schema.nullable(record))
    }
}
