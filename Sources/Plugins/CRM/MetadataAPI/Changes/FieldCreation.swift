import Contracts

/// Makes custom fields.
struct FieldCreation {
    let change: WorkspaceChange

    /// - Returns: the new field as the interface shows it.
    func create(_ new: NewField) async throws -> [UInt8] {
        guard change.model.customFieldCount + max(1, new.relations.count) <= change.limits.fields else {
            throw MetadataFault.tooManyFields(limit: change.limits.fields)
        }
        let object = try change.model.object(new.field.objectID)
        guard !new.relations.isEmpty else {
            try await create(new.field, in: object)
            return try await change.shown(new.field.id, .field)
        }
        let addition = try plan(new, in: object)
        try await change.writer.insert(addition.fields)
        try await change.writer.insert(addition.indexes)
        try await change.run(addition.statements)
        return try await change.shown(addition.fields[0].id, .field)
    }

    /// Both ends of each relation; the first field is the one to show.
    private func plan(_ new: NewField, in object: ObjectModel) throws(MetadataFault) -> Addition {
        var addition = Addition()
        for relation in new.relations {
            guard let target = change.model.objects.first(where: { $0.id == relation.target }) else { throw .unknownTarget }
            let ends = try relation.ends(from: new.field, to: target)
            try RelationCreation(change: change).plan(ends.field, in: object, inverse: ends.inverse, in: target, into: &addition)
        }
        return addition
    }

    private func create(_ field: FieldModel, in object: ObjectModel) async throws {
        try field.checkIdentifiers(in: object.table)
        try change.model.requireFree(field, in: object)
        try await change.writer.insert([field])
        try await change.run(
            change.table.add(field, to: object.table, target: nil), otherwise: .holdsEmptyValues(field: field.name),
            on: .notNullViolation)
        guard field.isUnique else { return }
        let index = change.index(over: field, of: object.table, isUnique: true)
        try await change.writer.insert([index])
        // A default that all records have is a value that they share.
        try await change.run(
            [change.table.create(index, on: object.table)], otherwise: .holdsDuplicates(field: field.name), on: .uniqueViolation)
    }
}
