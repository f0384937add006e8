import Contracts
import FoundationEssentials

/// Makes custom objects.
struct ObjectCreation {
    let change: WorkspaceChange

    /// Objects that every other one is linked to, so that notes, tasks, files and events can be about its records.
    private static let linked = ["noteTarget", "taskTarget", "attachment", "timelineActivity"]

    /// What records are searched by, and the orders that clients ask for most.
    private static let indexed = ["searchVector", "position", "createdAt", "updatedAt"]

    /// The table with everything that stands beside it.
    ///
    /// - Returns: the new object as the interface shows it.
    func create(_ new: NewObject) async throws -> [UInt8] {
        let object = new.object
        guard change.model.customObjectCount < change.limits.objects else {
            throw MetadataFault.tooManyObjects(limit: change.limits.objects)
        }
        for name in [object.nameSingular, object.namePlural] { try change.model.requireFree(objectName: name) }
        try object.checkIdentifiers()
        let addition = try plan(object)
        try await change.writer.insert(object)
        try await change.writer.insert(addition.fields)
        try await change.writer.insert(addition.indexes)
        try await change.run(addition.statements)
        let name = change.table.qualified(object.table)
        _ = try await change.connection.query("SELECT \"countRecords\"(\(name)::regclass, \(object.id))")
        return try await change.shown(object.id, .object)
    }

    /// The new table comes first; those that others use are taken last and held no longer than they must be.
    private func plan(_ object: ObjectModel) throws(MetadataFault) -> Addition {
        var addition = Addition()
        for field in object.fields { addition.add(field) }
        addition.add(change.table.create(object))
        for field in object.fields where Self.indexed.contains(field.name) {
            let method: IndexModel.Method = field.type == .searchVector ? .gin : .btree
            addition.add(change.index(over: field, of: object.table, method: method), on: object.table, change.table)
        }
        for name in Self.linked {
            guard let holder = change.model.objects.first(where: { $0.nameSingular == name && !$0.isCustom }) else { continue }
            let (leg, inverse) = holder.leg(to: object)
            try RelationCreation(change: change).plan(leg, in: holder, inverse: inverse, in: object, into: &addition)
        }
        return addition
    }
}
