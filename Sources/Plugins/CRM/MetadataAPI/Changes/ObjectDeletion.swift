import Contracts
import FoundationEssentials

/// Deletes custom objects.
struct ObjectDeletion {
    let change: WorkspaceChange

    /// With its records when `deletesData` or when it was deactivated before, and with the fields by which other objects lead to it.
    ///
    /// - Returns: the object as it was.
    func delete(_ id: UUID, deletesData: Bool) async throws -> [UInt8] {
        let object = try change.model.object(id)
        guard object.isCustom else { throw MetadataFault.standardObject(key: "its existence") }
        try await change.run([change.table.lock(object.table)])
        if !deletesData, object.isActive, try await change.finds("SELECT EXISTS (SELECT FROM \(identifier: object.table))") {
            throw MetadataFault.holdsRecords(object: object.nameSingular)
        }
        let shown = try await change.shown(id, .object)
        var others: [(field: FieldModel, object: ObjectModel)] = []
        for field in object.fields {
            guard let relation = field.relation, relation.targetObject != id else { continue }
            let target = try change.model.object(relation.targetObject)
            others += target.fields.filter { $0.id == relation.targetField }.map { ($0, target) }
        }
        try await FieldDeletion(change: change).remove(others)
        try await change.run(change.table.drop(object))
        try await change.writer.delete(object: id)
        return shown
    }
}
