import Contracts

/// Gives a field another name everywhere: columns, types, keys and indexes.
struct FieldRenaming {
    let change: WorkspaceChange

    func rename(_ old: FieldModel, to new: FieldModel, of object: ObjectModel) async throws {
        try await change.run(change.table.rename(old, to: new, of: object.table))
        for index in try await change.reader.indexes(over: old.name, of: object.id) {
            let isUnique = index.hasPrefix("IDX_UNIQUE_")
            let isOurs = index == change.index(over: old, of: object.table, isUnique: isUnique).name
            let name = isOurs ? change.index(over: new, of: object.table, isUnique: isUnique).name : index
            if name != index { try await change.run([change.table.rename(index: index, to: name)]) }
            try await change.writer.rename(index: index, to: name, field: old.name, as: new.name)
        }
    }
}
