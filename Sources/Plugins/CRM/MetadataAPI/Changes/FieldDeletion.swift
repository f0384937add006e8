import Contracts
import FoundationEssentials

/// Deletes custom fields.
struct FieldDeletion {
    let change: WorkspaceChange

    /// With what records have in it when `deletesData`; a relation with both its ends.
    ///
    /// - Returns: the field as it was.
    func delete(_ id: UUID, deletesData: Bool) async throws -> [UInt8] {
        let field = try change.model.field(id)
        let object = try change.model.object(field.objectID)
        guard field.isCustom else { throw MetadataFault.standardField(key: "its existence") }
        guard object.labelIdentifier != id else { throw MetadataFault.labelIdentifier(field.name) }
        let shown = try await change.shown(id, .field)
        guard let relation = field.relation else {
            try await requireEmpty(field, of: object, unless: deletesData)
            try await remove([(field, object)])
            return shown
        }
        let target = try change.model.object(relation.targetObject)
        let inverse = target.fields.first { $0.id == relation.targetField }
        if field.isManyToOne {
            try await requireEmpty(field, of: object, unless: deletesData)
        } else if let inverse {
            try await requireEmpty(inverse, of: target, unless: deletesData)
        }
        try await remove([(field, object)] + (inverse.map { [($0, target)] } ?? []))
        return shown
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
    private func requireEmpty(_ field: FieldModel, of object: ObjectModel, unless deletesData: Bool) async throws {
        guard !deletesData, let statement = change.table.findValues(of: field, in: object.table) else { return }
        try await change.run([change.table.lock(object.table)])
        guard try await !change.finds(SQL(script: statement)) else { throw MetadataFault.holdsValues(field: field.name) }
    }
}
