import Contracts
import FoundationEssentials

/// Makes custom objects.
struct ObjectCreation {
    let change: WorkspaceChange

    /// Objects that every other one is linked to, so that notes, tasks, files and events can be about its records.
    private static let linked = ["noteTarget", "taskTarget", "attachment", "timelineActivity"]

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
        _ = try await change.connection.query("SELECT core.\"countRecords\"(\(name)::regclass, \(object.id))")
        return try await change.shown(object.id, .object)
    }

    /// The new table comes first; those that others use are taken last and held no longer than they must be.
    private func plan(_ object: ObjectModel) throws(MetadataFault) -> Addition {
        var addition = Addition()
        for field in object.fields { addition.add(field) }
        addition.add(change.table.create(object))
        for (name, method) in [("searchVector", IndexModel.Method.gin), ("position", .btree)] {
            guard let field = object.field(named: name) else { continue }
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

extension ObjectModel {
    /// The name of the field by which links lead to records of this object.
    var legName: String { "target" + nameSingular.prefix(1).uppercased() + nameSingular.dropFirst() }

    /// The field by which this object's records lead to those of `target`, and the one by which they are found from there.
    func leg(to target: ObjectModel) -> (leg: FieldModel, inverse: FieldModel) {
        let morphID = fields.lazy.filter { $0.type == .morphRelation }.compactMap(\.morphID).first
        var leg = FieldModel(
            id: UUID(), objectID: id, name: target.legName, type: .morphRelation,
            label: "Target " + target.labelSingular.lowercased(),
            icon: target.icon, morphID: morphID)
        var inverse = FieldModel(
            id: UUID(), objectID: target.id, name: namePlural, type: .relation, label: labelPlural, icon: icon)
        leg.relation = RelationModel(
            kind: .manyToOne, deleteAction: .cascade, targetObject: target.id, targetField: inverse.id)
        inverse.relation = RelationModel(kind: .oneToMany, deleteAction: nil, targetObject: id, targetField: leg.id)
        return (leg, inverse)
    }

    /// - Throws: `MetadataFault.invalidName` when PostgreSQL would cut an identifier that the object's name becomes part of.
    func checkIdentifiers() throws(MetadataFault) {
        var identifiers = [table, legName + "Id"]
        for field in fields { identifiers += field.identifiers(in: table) }
        guard let longest = identifiers.map(\.utf8.count).max(), longest > MetadataName.identifierLimit else { return }
        let limit = nameSingular.utf8.count - (longest - MetadataName.identifierLimit)
        throw .invalidName(nameSingular, .length(limit: limit), .object)
    }
}

extension FieldModel {
    /// Names of the columns and types that the field is stored in.
    func identifiers(in table: String) -> [String] {
        columns(of: table).flatMap { [$0.name] + ($0.type.enumeration.map { [$0.name] } ?? []) }
    }

    /// - Throws: `MetadataFault.invalidName` when PostgreSQL would cut an identifier that the field's name becomes part of.
    func checkIdentifiers(in table: String) throws(MetadataFault) {
        guard let longest = identifiers(in: table).map(\.utf8.count).max(), longest > MetadataName.identifierLimit else { return }
        throw .invalidName(name, .length(limit: name.utf8.count - (longest - MetadataName.identifierLimit)), .field)
    }
}
