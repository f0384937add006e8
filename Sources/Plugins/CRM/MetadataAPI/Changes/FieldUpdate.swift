import Contracts
import FoundationEssentials

/// Changes fields.
struct FieldUpdate {
    let change: WorkspaceChange

    /// - Returns: the field as the interface shows it then.
    func update(_ id: UUID, with patch: FieldPatch) async throws -> [UInt8] {
        let old = try change.model.field(id)
        let object = try change.model.object(old.objectID)
        let new = try patch.applied(to: old)
        if !new.isActive && object.labelIdentifier == id { throw MetadataFault.labelIdentifier(new.name) }
        if new.name != old.name {
            try new.checkIdentifiers(in: object.table)
            try change.model.requireFree(new, in: object)
            try await FieldRenaming(change: change).rename(old, to: new, of: object)
        }
        var renamed = old
        renamed.name = new.name
        if new.options != old.options {
            try await requireUnused(OptionsChange(from: old.options ?? [], to: new.options ?? []).removed, of: renamed, in: object)
            try await change.run(change.table.changeOptions(of: renamed, to: new, table: object.table))
        } else {
            try await change.run(change.table.changeDefault(of: renamed, to: new, table: object.table))
        }
        if new.isNullable != old.isNullable { try await changeNullability(of: new, in: object) }
        if new.isUnique != old.isUnique { try await changeUniqueness(of: new, in: object) }
        try await change.writer.update(new)
        return try await change.shown(id, .field)
    }

    /// - Throws: `MetadataFault.optionInUse` for an option that goes although records have it.
    private func requireUnused(_ values: [String], of field: FieldModel, in object: ObjectModel) async throws {
        guard !values.isEmpty else { return }
        try await change.run([change.table.lock(object.table)])
        let isList = field.type == .multiSelect
        for value in values {
            let column: SQL = "\(identifier: field.name)"
            let condition: SQL = isList ? "\(value) = ANY (\(column)::text[])" : "\(column)::text = \(value)"
            guard try await !change.finds("SELECT EXISTS (SELECT FROM \(identifier: object.table) WHERE \(condition))") else {
                throw MetadataFault.optionInUse(value, field: field.name)
            }
        }
    }

    private func changeNullability(of field: FieldModel, in object: ObjectModel) async throws {
        guard field.relation == nil else { throw MetadataFault.immutable(key: "isNullable", .field) }
        var required = field
        required.isNullable = false
        let action = field.isNullable ? "DROP" : "SET"
        let statements = required.columns(of: object.table).filter(\.isRequired).map { column in
            "ALTER TABLE \(change.table.qualified(object.table)) ALTER COLUMN \(SQLIdentifier.quote(column.name)) \(action) NOT NULL"
        }
        try await change.run(statements, otherwise: .holdsEmptyValues(field: field.name), on: .notNullViolation)
    }

    private func changeUniqueness(of field: FieldModel, in object: ObjectModel) async throws {
        guard field.isUnique else {
            let names = try await change.reader.uniqueIndexes(over: field.name, of: object.id)
            try await change.writer.delete(indexes: names)
            return try await change.run(names.map(change.table.drop(index:)))
        }
        let index = change.index(over: field, of: object.table, isUnique: true)
        try await change.run(
            [change.table.create(index, on: object.table)], otherwise: .holdsDuplicates(field: field.name), on: .uniqueViolation)
        try await change.writer.insert([index])
    }
}
