import Contracts

/// Makes relations: the field that has the column, its index and foreign key, and the one by which records are found from the other side.
struct RelationCreation {
    let change: WorkspaceChange

    func create(_ field: FieldModel, in object: ObjectModel, inverse: FieldModel, in target: ObjectModel) async throws {
        for (end, home) in [(field, object), (inverse, target)] {
            try end.checkIdentifiers(in: home.table)
            try change.model.requireFree(end, in: home)
        }
        // A relation of an object to itself has both ends in one place.
        guard object.id != target.id || field.name != inverse.name && field.storedName != inverse.name else {
            throw MetadataFault.fieldNameTaken(inverse.name)
        }
        let (holder, pointed, key) = field.isManyToOne ? (object, target, field) : (target, object, inverse)
        try await change.run(change.table.add(key, to: holder.table, target: pointed.table))
        try await change.writer.insert(field)
        try await change.writer.insert(inverse)
        try await change.writer.connect(field.id, inverse.id)
        try await change.make(change.index(over: key, of: holder.table), on: holder.table)
    }
}
