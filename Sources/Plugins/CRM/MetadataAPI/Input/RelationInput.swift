import Contracts
import FoundationEssentials

/// The other end of a relation that is to be made: `relationCreationPayload`, and what happens on deletion from the settings.
struct RelationInput {
    private static let keys: Set<String> = ["type", "targetObjectMetadataId", "targetFieldLabel", "targetFieldIcon"]

    let kind: RelationModel.Kind
    let target: UUID
    /// Of the field that the target gets.
    let label: String
    let icon: String?
    let deleteAction: RelationModel.DeleteAction

    init(_ body: MetadataBody, settings: JSONObject?) throws(MetadataFault) {
        guard case .object(let payload)? = body["relationCreationPayload"] else { throw .relationWithoutTarget }
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

    /// Both ends of the relation, the field that was asked for first.
    func ends(from field: FieldModel) throws(MetadataFault) -> (field: FieldModel, inverse: FieldModel) {
        var (near, far) = (
            field,
            FieldModel(
                id: UUID(), objectID: target, name: MetadataName.name(for: label), type: .relation, label: label, icon: icon,
                isCustom: true)
        )
        try far.checkName()
        near.settings = nil
        let isNearMany = kind == .manyToOne
        near.relation = RelationModel(
            kind: kind, deleteAction: isNearMany ? deleteAction : nil, targetObject: target, targetField: far.id)
        far.relation = RelationModel(
            kind: isNearMany ? .oneToMany : .manyToOne, deleteAction: isNearMany ? nil : deleteAction,
            targetObject: field.objectID, targetField: field.id)
        return (near, far)
    }
}
