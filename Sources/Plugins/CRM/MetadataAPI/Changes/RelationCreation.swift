import Contracts

/// Makes relations: the field that has the column, its index and foreign key, and the one by which records are found from the other side.
struct RelationCreation {
    let change: WorkspaceChange

    /// - Throws: `MetadataFault` when one of the names does not fit or is taken.
    func plan(
        _ field: FieldModel, in object: ObjectModel, inverse: FieldModel, in target: ObjectModel, into addition: inout Addition
    ) throws(MetadataFault) {
        for (end, home) in [(field, object), (inverse, target)] {
            try end.checkIdentifiers(in: home.table)
            try change.model.requireFree(end, in: home)
        }
        // A relation of an object to itself has both ends in one place.
        let names = [field.name, field.storedName]
        guard object.id != target.id || !names.contains(inverse.name) && !names.contains(inverse.storedName) else {
            throw .fieldNameTaken(inverse.name)
        }
        let (holder, pointed, key) = field.isManyToOne ? (object, target, field) : (target, object, inverse)
        addition.add(field)
        addition.add(inverse)
        addition.add(change.table.add(key, to: holder.table, target: pointed.table))
        addition.add(change.index(over: key, of: holder.table), on: holder.table, change.table)
    }
}
