import Contracts
import FoundationEssentials

/// What a client says of a role's rights on one object; null leaves a right to the role's own flag.
struct ObjectPermissionInput: Sendable, Equatable {
    let object: UUID
    let read: Bool?
    let update: Bool?
    let softDelete: Bool?
    let destroy: Bool?

    /// Reads `{"object_permissions":[{"object":"people","can_read":…}]}`, each object at most once.
    static func list(_ body: JSONObject, _ catalogue: Catalogue) throws(RequestFault) -> [ObjectPermissionInput] {
        var permissions: [ObjectPermissionInput] = []
        for (place, entry) in try PermissionList.entries("object_permissions", of: body) {
            var fields = FieldReader(entry)
            let object = fields.object("object", in: catalogue)
            let permission = ObjectPermissionInput(
                object: object?.id ?? UUID(), read: fields.optionalBool("can_read"), update: fields.optionalBool("can_update"),
                softDelete: fields.optionalBool("can_soft_delete"), destroy: fields.optionalBool("can_destroy"))
            if permissions.contains(where: { $0.object == permission.object }) { fields.fail("object", "stands there twice") }
            try PermissionList.finish(fields, place)
            permissions.append(permission)
        }
        return permissions
    }
}
