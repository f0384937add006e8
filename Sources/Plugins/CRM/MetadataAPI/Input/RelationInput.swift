import Contracts
import FoundationEssentials

/// The other end of a relation that is to be made: where it leads to, and from the settings what happens on deletion.
struct RelationInput {
    private static let keys: Set<String> = ["type", "targetObjectMetadataId", "targetFieldLabel", "targetFieldIcon"]
    /// Objects that one morph relation may lead to.
    static let mostLegs = 50

    let kind: RelationModel.Kind
    let target: UUID
    /// Of the field that the target gets.
    let label: String
    let icon: String?
    let deleteAction: RelationModel.DeleteAction

    /// `relationCreationPayload` of a relation, and each of the `morphRelationsCreationPayload` of a morph relation; none for other
    /// fields.
    static func parse(_ body: MetadataBody, of field: FieldModel) throws(MetadataFault) -> [RelationInput] {
        switch field.type {
        case .relation:
            guard case .object(let payload)? = body["relationCreationPayload"] else { throw .relationWithoutTarget }
            return [try RelationInput(payload, settings: field.settings)]
        case .morphRelation: return try legs(body, of: field)
        default: return []
        }
    }

    private static func legs(_ body: MetadataBody, of field: FieldModel) throws(MetadataFault) -> [RelationInput] {
        guard case .array(let payloads)? = body["morphRelationsCreationPayload"], !payloads.isEmpty else {
            throw .morphRelationWithoutTargets
        }
        guard payloads.count <= mostLegs else { throw .tooManyTargets(limit: mostLegs) }
        var legs: [RelationInput] = []
        for payload in payloads {
            guard case .object(let payload) = payload else { throw .morphRelationWithoutTargets }
            let leg = try RelationInput(payload, settings: field.settings)
            guard legs.allSatisfy({ $0.kind == leg.kind }) else { throw .invalidRelation(key: "type") }
            guard legs.allSatisfy({ $0.target != leg.target }) else { throw .invalidRelation(key: "targetObjectMetadataId") }
            legs.append(leg)
        }
        return legs
    }

    private init(_ payload: JSONObject, settings: JSONObject?) throws(MetadataFault) {
        let reader = try MetadataBody(payload, of: .field, keys: Self.keys)
        guard let kind = RelationModel.Kind(rawValue: try reader.required("type")) else { throw .invalidRelation(key: "type") }
        guard let target = try reader.identifier("targetObjectMetadataId") else {
            throw .missingKey("targetObjectMetadataId", .field)
        }
        self.kind = kind
        self.target = target
        label = try reader.required("targetFieldLabel")
        icon = try reader.text("targetFieldIcon", limit: 100) ?? nil
        switch settings?["onDelete"] {
        case nil, .null: deleteAction = .setNull
        case .string(let name):
            guard let action = RelationModel.DeleteAction(rawValue: name) else { throw .invalidRelation(key: "onDelete") }
            deleteAction = action
        default: throw .invalidRelation(key: "onDelete")
        }
    }

    /// Both ends of the relation, the field that was asked for first. Of a morph relation that is its leg to `target`.
    func ends(from field: FieldModel, to target: ObjectModel) throws(MetadataFault) -> (field: FieldModel, inverse: FieldModel) {
        var near = field.type == .morphRelation ? field.leg(to: target, kind) : field
        var far = FieldModel(
            id: UUID(), objectID: target.id, name: MetadataName.name(for: label), type: .relation, label: label, icon: icon,
            isCustom: true)
        try far.checkName()
        near.settings = nil
        let isNearMany = kind == .manyToOne
        near.relation = RelationModel(
            kind: kind, deleteAction: isNearMany ? deleteAction : nil, targetObject: target.id, targetField: far.id)
        far.relation = RelationModel(
            kind: isNearMany ? .oneToMany : .manyToOne, deleteAction: isNearMany ? nil : deleteAction,
            targetObject: near.objectID, targetField: near.id)
        return (near, far)
    }
}

extension FieldModel {
    /// The field by which a morph relation of this name leads to one of its targets.
    fileprivate func leg(to target: ObjectModel, _ kind: RelationModel.Kind) -> FieldModel {
        FieldModel(
            id: UUID(), objectID: objectID, name: name + target.legSuffix(kind), type: .morphRelation, label: label,
            description: description, icon: icon, isCustom: true, morphID: morphID)
    }
}
