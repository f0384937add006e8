import Contracts
import FoundationEssentials

/// What a client closes of one field to a role. A field is opened again by leaving it out.
struct FieldPermissionInput: Sendable, Equatable {
    let object: UUID
    let field: UUID
    let isHidden: Bool
    let isReadOnly: Bool

    /// Reads `{"field_permissions":[{"object":"people","field":"emails","can_read":false,"can_update":false}]}`, each field at most
    /// once.
    static func list(_ body: JSONObject, _ catalogue: Catalogue) throws(RequestFault) -> [FieldPermissionInput] {
        var permissions: [FieldPermissionInput] = []
        for (place, entry) in try PermissionList.entries("field_permissions", of: body) {
            var fields = FieldReader(entry)
            let object = fields.object("object", in: catalogue)
            let field = fields.field("field", of: object)
            let (read, update) = (fields.optionalBool("can_read"), fields.optionalBool("can_update"))
            for (name, value) in [("can_read", read), ("can_update", update)] where value == true {
                fields.fail(name, "can only be false: a field is open unless it is closed")
            }
            if let field, permissions.contains(where: { $0.field == field.id }) { fields.fail("field", "stands there twice") }
            // Records are found and paged by their id.
            if field?.name == "id", read == false { fields.fail("field", "cannot be hidden") }
            try PermissionList.finish(fields, place)
            guard let object, let field, read == false || update == false else { continue }
            permissions.append(
                FieldPermissionInput(object: object.id, field: field.id, isHidden: read == false, isReadOnly: update == false))
        }
        return permissions
    }
}

extension FieldReader {
    /// The field that a name means; nil after a fault was recorded. A relation goes by its own name or by its join column's.
    fileprivate mutating func field(_ name: String, of object: ObjectDescription?) -> FieldDescription? {
        let text = string(name, length: 1...200)
        guard let object, !text.isEmpty else { return nil }
        let found = object.field(named: text) ?? object.relation(joinedBy: text)
        if found == nil { fail(name, "is no field of \(object.plural)") }
        return found
    }
}
