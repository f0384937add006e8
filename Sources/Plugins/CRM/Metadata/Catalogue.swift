import FoundationEssentials

/// The objects of a workspace. It is immutable and shared by all workspaces whose metadata have the same fingerprint.
final class Catalogue: Sendable {
    let fingerprint: String
    let objects: [ObjectDescription]
    private let byPlural: [String: ObjectDescription]
    private let byID: [UUID: ObjectDescription]
    /// The relations with all that there is to see of their targets, by the fields' ids.
    private let expansions: [UUID: Expansion]

    init(fingerprint: String, objects: [ObjectDescription]) {
        self.fingerprint = fingerprint
        self.objects = objects
        byPlural = Dictionary(objects.map { ($0.plural, $0) }, uniquingKeysWith: { first, _ in first })
        let byID = Dictionary(objects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.byID = byID
        let expansions = objects.flatMap(\.fields).compactMap { field -> (UUID, Expansion)? in
            guard let target = field.relation.flatMap({ byID[$0.target] }) else { return nil }
            return (field.id, Expansion(field, to: target, target.shape))
        }
        self.expansions = Dictionary(expansions, uniquingKeysWith: { first, _ in first })
    }

    /// The object that a path names by its plural.
    ///
    /// - Throws: `CRMError.unknownObject`, with the plural when the singular was used.
    func object(plural: String) throws(CRMError) -> ObjectDescription {
        if let object = byPlural[plural] { return object }
        throw .unknownObject(plural, meant: objects.first { $0.singular == plural }?.plural)
    }

    /// The object at the other end of a relation; nil when it is not active.
    func target(of relation: FieldDescription) -> ObjectDescription? { relation.relation.flatMap { byID[$0.target] } }

    /// The relation with what `shape` leaves to be seen of its target.
    func expansion(of relation: FieldDescription, to target: ObjectDescription, _ shape: RecordShape) -> Expansion {
        if shape.fields.count == target.fields.count, let whole = expansions[relation.id] { return whole }
        return Expansion(relation, to: target, shape)
    }
}
