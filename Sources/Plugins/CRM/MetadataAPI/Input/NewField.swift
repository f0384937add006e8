import Contracts
import FoundationEssentials

/// The body that makes a custom field.
struct NewField {
    private static let keys: Set<String> = [
        "objectMetadataId", "type", "name", "label", "description", "icon", "isNullable", "isUnique", "defaultValue", "options",
        "settings", "isLabelSyncedWithName", "relationCreationPayload", "morphRelationsCreationPayload",
    ]

    let field: FieldModel
    /// The other ends of a relation: one, or of a morph relation one for each object that it may lead to.
    let relations: [RelationInput]

    init(_ body: JSONObject) throws(MetadataFault) {
        let body = try MetadataBody(body, of: .field, keys: Self.keys)
        guard let objectID = try body.identifier("objectMetadataId") else { throw .missingKey("objectMetadataId", .field) }
        let type = try Self.type(try body.required("type", limit: 50))
        var field = FieldModel(
            id: UUID(), objectID: objectID, name: try body.required("name"), type: type, label: try body.required("label"),
            description: try body.text("description", limit: 2000) ?? nil, icon: try body.text("icon", limit: 100) ?? nil,
            isCustom: true, isNullable: try body.flag("isNullable") ?? true, isUnique: try body.flag("isUnique") ?? false,
            isLabelSyncedWithName: try body.flag("isLabelSyncedWithName") ?? false, settings: try body.object("settings") ?? nil)
        try field.checkName()
        relations = try RelationInput.parse(body, of: field)
        if type == .morphRelation { field.morphID = UUID() }
        field.options = try Self.options(body, of: field)
        if let value = body["defaultValue"] { field.defaultValue = try field.checkedDefault(value) }
        guard !field.isUnique || field.uniqueColumns != nil else { throw .cannotBeUnique(type) }
        if !relations.isEmpty { field.isNullable = true }
        self.field = field
    }

    /// Some types are the program's own: every object has its one search vector and position.
    private static func type(_ name: String) throws(MetadataFault) -> FieldType {
        guard let type = FieldType(rawValue: name) else { throw .unknownType(name) }
        guard ![.searchVector, .position].contains(type) else { throw .managedType(type) }
        return type
    }

    private static func options(_ body: MetadataBody, of field: FieldModel) throws(MetadataFault) -> [FieldOption]? {
        let given = body.given("options")
        switch field.type {
        case .select, .multiSelect: return try OptionsInput(field: field.name, known: []).parse(given ?? .null)
        case .rating: return OptionsInput.ratings
        default:
            guard given == nil || given == [] else { throw .options(field: field.name, .notAllowed) }
            return nil
        }
    }
}
