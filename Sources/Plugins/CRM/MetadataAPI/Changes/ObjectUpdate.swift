import Contracts
import FoundationEssentials

/// Changes objects.
struct ObjectUpdate {
    let change: WorkspaceChange

    func update(_ id: UUID, with patch: ObjectPatch) async throws -> [UInt8] {
        let old = try change.model.object(id)
        let new = try patch.applied(to: old)
        for name in [new.nameSingular, new.namePlural] { try change.model.requireFree(objectName: name, except: id) }
        if new.nameSingular != old.nameSingular { try await rename(old, to: new) }
        try await renameLegs(to: old, as: new)
        try await change.writer.update(new)
        if new.labelIdentifier != old.labelIdentifier { try await renewSearch(of: new) }
        return try await change.shown(id, .object)
    }

    private func rename(_ old: ObjectModel, to new: ObjectModel) async throws {
        try new.checkIdentifiers()
        try await change.run(change.table.rename(old, to: new))
        for field in new.fields {
            for index in try await change.reader.indexes(over: field.name, of: new.id) {
                try await rename(index: index, over: field, of: old.table, as: field, of: new.table)
            }
        }
    }

    /// The legs of links and of other morph relations are named for the object that they lead to.
    private func renameLegs(to old: ObjectModel, as new: ObjectModel) async throws {
        for known in change.model.objects {
            let holder = known.id == new.id ? new : known
            for leg in holder.fields where leg.type == .morphRelation {
                guard let relation = leg.relation, relation.targetObject == new.id else { continue }
                let (suffix, newSuffix) = (old.legSuffix(relation.kind), new.legSuffix(relation.kind))
                guard suffix != newSuffix, leg.name.hasSuffix(suffix) else { continue }
                var renamed = leg
                renamed.name = leg.name.dropLast(suffix.count) + newSuffix
                try renamed.checkIdentifiers(in: holder.table)
                try change.model.requireFree(renamed, in: holder)
                try await FieldRenaming(change: change).rename(leg, to: renamed, of: holder)
                try await change.writer.update(renamed)
            }
        }
    }

    private func rename(
        index: String, over field: FieldModel, of oldTable: String, as new: FieldModel, of newTable: String
    ) async throws {
        let isUnique = index.hasPrefix("IDX_UNIQUE_")
        let expected = change.index(over: field, of: oldTable, isUnique: isUnique).name
        // An index over several fields keeps its name: it is found by it and no one makes it of its parts.
        guard index == expected else { return }
        let name = change.index(over: new, of: newTable, isUnique: isUnique).name
        try await change.run([change.table.rename(index: index, to: name)])
        try await change.writer.rename(index: index, to: name, field: field.name, as: new.name)
    }

    /// A generated column goes with its indexes and is made anew.
    private func renewSearch(of object: ObjectModel) async throws {
        guard let field = object.field(named: "searchVector") else { return }
        let index = change.index(over: field, of: object.table, method: .gin)
        try await change.run([change.table.renewSearch(of: object), change.table.create(index, on: object.table)])
    }
}
