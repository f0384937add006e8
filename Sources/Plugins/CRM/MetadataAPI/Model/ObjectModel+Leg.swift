import FoundationEssentials

extension ObjectModel {
    /// The name of the field by which links lead to records of this object.
    var legName: String { "target" + legSuffix(.manyToOne) }

    /// What the names of fields by which morph relations lead to this object end in.
    func legSuffix(_ kind: RelationModel.Kind) -> String {
        let name = kind == .manyToOne ? nameSingular : namePlural
        return name.prefix(1).uppercased() + name.dropFirst()
    }

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
}
