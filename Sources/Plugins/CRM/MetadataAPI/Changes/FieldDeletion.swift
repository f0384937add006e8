import Contracts
import FoundationEssentials

/// Deletes custom fields.
struct FieldDeletion {
    let change: WorkspaceChange

    /// With what records have in it when `deletesData`, or when it was deactivated before; a relation with both its ends, and a morph
    /// relation with all its legs.
    ///
    /// - Returns: the field as it was.
    func delete(_ id: UUID, deletesData: Bool) async throws -> [UInt8] {
        let field = try change.model.field(id)
        let object = try change.model.object(field.objectID)
        guard field.isCustom else { throw MetadataFault.standardField(key: "its existence") }
        guard object.labelIdentifier != id else { throw MetadataFault.labelIdentifier(field.name) }
        let shown = try await change.shown(id, .field)
        var fields: [(field: FieldModel, object: ObjectModel)] = []
        for part in object.fields where part.id == id || part.isCustom && part.morphID != nil && part.morphID == field.morphID {
            let ends = [(part, object)] + (try inverse(of: part).map { [$0] } ?? [])
            let isGivenUp = deletesData || !part.isActive
            if !isGivenUp { for end in ends { try await requireEmpty(end.0, of: end.1) } }
            fields += ends
        }
        try await remove(fields)
        return shown
    }

    /// The other end of a relation, and the object that has it.
    private func inverse(of field: FieldModel) throws -> (FieldModel, ObjectModel)? {
        guard let relation = field.relation else { return nil }
        let target = try change.model.object(relation.targetObject)
        return target.fields.first { $0.id == relation.targetField }.map { ($0, target) }
    }

    /// The columns, types, indexes and rows of fields; the tables last, so that they are held no longer than they must be.
    func remove(_ fields: [(field: FieldModel, object: ObjectModel)]) async throws {
        var indexes: [String] = []
        for (field, object) in fields { indexes += try await change.reader.indexes(over: field.name, of: object.id) }
        try await change.writer.delete(indexes: indexes)
        try await change.writer.delete(fields: fields.map(\.field))
        try await change.run(fields.flatMap { change.table.remove($0.field, from: $0.object.table) })
    }

    /// A value that is the field's default for everybody is none that someone would miss.
    private func requireEmpty(_ field: FieldModel, of object: ObjectModel) async throws {
        guard let statement = change.table.findValues(of: field, in: object.table) else { return }
        try await change.run([change.table.lock(object.table)])
        guard try await !change.finds(SQL(script: statement)) else { throw MetadataFault.holdsValues(field: field.name) }
    }
}
