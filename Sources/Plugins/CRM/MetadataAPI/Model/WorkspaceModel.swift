import FoundationEssentials

/// The whole description of a workspace, read within the transaction that changes it.
struct WorkspaceModel: Sendable {
    let schema: String
    var objects: [ObjectModel]

    /// - Throws: `MetadataFault.notFound`.
    func object(_ id: UUID) throws(MetadataFault) -> ObjectModel {
        guard let object = objects.first(where: { $0.id == id }) else { throw .notFound(.object) }
        return object
    }

    /// - Throws: `MetadataFault.notFound`.
    func field(_ id: UUID) throws(MetadataFault) -> FieldModel {
        for object in objects {
            if let field = object.fields.first(where: { $0.id == id }) { return field }
        }
        throw .notFound(.field)
    }

    var customObjectCount: Int { objects.count { $0.isCustom } }
    var customFieldCount: Int { objects.reduce(0) { $0 + $1.fields.count { $0.isCustom } } }

    /// - Throws: `MetadataFault.objectNameTaken` when another object goes by `name`, in singular or plural.
    func requireFree(objectName name: String, except id: UUID? = nil) throws(MetadataFault) {
        for object in objects where object.id != id && [object.nameSingular, object.namePlural].contains(name) {
            throw .objectNameTaken(name)
        }
    }

    /// A field takes its own name, its key in JSON and its columns; none of them may be another's.
    ///
    /// - Throws: `MetadataFault.fieldNameTaken`.
    func requireFree(_ field: FieldModel, in object: ObjectModel) throws(MetadataFault) {
        let wanted = Set([field.name, field.storedName] + field.columns(of: object.table).map(\.name))
        for other in object.fields where other.id != field.id {
            let taken = [other.name, other.storedName] + other.columns(of: object.table).map(\.name)
            guard wanted.isDisjoint(with: taken) else { throw .fieldNameTaken(field.name) }
        }
    }
}
