import FoundationEssentials

/// The objects of a workspace. It is immutable and shared by all workspaces whose metadata have the same fingerprint.
final class Catalogue: Sendable {
    let fingerprint: String
    let objects: [ObjectDescription]
    private let byPlural: [String: ObjectDescription]
    private let byID: [UUID: ObjectDescription]

    init(fingerprint: String, objects: [ObjectDescription]) {
        self.fingerprint = fingerprint
        self.objects = objects
        byPlural = Dictionary(objects.map { ($0.plural, $0) }, uniquingKeysWith: { first, _ in first })
        byID = Dictionary(objects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
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
}
