import Contracts

/// The body that changes a field.
struct FieldPatch {
    private static let keys: Set<String> = [
        "name", "label", "description", "icon", "isActive", "isNullable", "isUnique", "defaultValue", "options", "settings",
        "isLabelSyncedWithName",
    ]
    /// What a field is for good; sent back unchanged it does no harm.
    private static let fixedKeys: Set<String> = ["type", "objectMetadataId"]
    /// What may be changed of the fields that came with their object.
    private static let keysOfStandardFields: Set<String> = ["label", "description", "icon", "isActive", "options", "defaultValue"]

    private let body: MetadataBody

    init(_ body: JSONObject) throws(MetadataFault) {
        self.body = try MetadataBody(body, of: .field, keys: Self.keys.union(Self.fixedKeys))
    }

    func applied(to field: FieldModel) throws(MetadataFault) -> FieldModel {
        try checkPermitted(for: field)
        var changed = field
        changed.label = try body.nonEmpty("label") ?? field.label
        changed.isLabelSyncedWithName = try body.flag("isLabelSyncedWithName") ?? field.isLabelSyncedWithName
        changed.name =
            try body.nonEmpty("name") ?? (changed.isLabelSyncedWithName ? MetadataName.name(for: changed.label) : field.name)
        if let text = try body.text("description", limit: 2000) { changed.description = text }
        if let text = try body.text("icon", limit: 100) { changed.icon = text }
        changed.isActive = try body.flag("isActive") ?? field.isActive
        changed.isNullable = try body.flag("isNullable") ?? field.isNullable
        changed.isUnique = try body.flag("isUnique") ?? field.isUnique
        if let settings = try body.object("settings") {
            guard field.relation == nil || settings == field.settings else { throw .immutable(key: "settings", .field) }
            changed.settings = settings
        }
        try options(of: &changed, before: field)
        if field.isCustom { try changed.checkName() }
        guard !changed.isUnique || field.isUnique || changed.uniqueColumns != nil else {
            throw .cannotBeUnique(field.type ?? .text)
        }
        return changed
    }

    private func checkPermitted(for field: FieldModel) throws(MetadataFault) {
        guard field.type != nil else { throw .systemField(field.name) }
        let type = JSONValue.optional(field.type?.rawValue)
        if let given = body["type"], given != type { throw .immutable(key: "type", .field) }
        if let given = body["objectMetadataId"], given != .string(field.objectID.canonical) {
            throw .immutable(key: "objectMetadataId", .field)
        }
        for key in body.names where !Self.fixedKeys.contains(key) && !field.isCustom {
            guard Self.keysOfStandardFields.contains(key) else { throw .standardField(key: key) }
            let isHarmless = ["label", "description", "icon"].contains(key)
            if field.isSystem && !isHarmless { throw .systemField(field.name) }
        }
    }

    /// A default that names an option goes along when the option is renamed.
    private func options(of changed: inout FieldModel, before field: FieldModel) throws(MetadataFault) {
        if let value = body.given("options") {
            guard [.select, .multiSelect].contains(field.type) else { throw .options(field: field.name, .notAllowed) }
            let options = try OptionsInput(field: field.name, known: field.options ?? []).parse(value)
            let change = OptionsChange(from: field.options ?? [], to: options)
            if let value = change.takenOver { throw .options(field: field.name, .duplicate(value)) }
            changed.options = options
            changed.defaultValue = field.defaultValue.map { change.renaming($0) }
        }
        if let value = body["defaultValue"] { changed.defaultValue = try changed.checkedDefault(value) }
        // An option that is gone is nobody's default.
        guard let value = changed.defaultValue, field.options != nil else { return }
        changed.defaultValue = try changed.checkedDefault(value)
    }
}
