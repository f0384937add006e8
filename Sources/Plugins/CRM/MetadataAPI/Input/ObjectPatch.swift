import Contracts
import FoundationEssentials

/// The body that changes an object.
struct ObjectPatch {
    private static let keys: Set<String> = [
        "nameSingular", "namePlural", "labelSingular", "labelPlural", "description", "icon", "shortcut", "color",
        "isLabelSyncedWithName", "isActive", "labelIdentifierFieldMetadataId", "imageIdentifierFieldMetadataId",
    ]
    /// What may be changed of the objects that every workspace has.
    private static let keysOfStandardObjects: Set<String> = ["labelSingular", "labelPlural", "description", "icon", "isActive"]

    private let body: MetadataBody

    init(_ body: JSONObject) throws(MetadataFault) { self.body = try MetadataBody(body, of: .object, keys: Self.keys) }

    func applied(to object: ObjectModel) throws(MetadataFault) -> ObjectModel {
        var changed = object
        if !object.isCustom {
            for key in body.names where !Self.keysOfStandardObjects.contains(key) { throw .standardObject(key: key) }
        }
        changed.labelSingular = try body.nonEmpty("labelSingular") ?? object.labelSingular
        changed.labelPlural = try body.nonEmpty("labelPlural") ?? object.labelPlural
        changed.isLabelSyncedWithName = try body.flag("isLabelSyncedWithName") ?? object.isLabelSyncedWithName
        changed.nameSingular = try name("nameSingular", changed.labelSingular, of: changed) ?? object.nameSingular
        changed.namePlural = try name("namePlural", changed.labelPlural, of: changed) ?? object.namePlural
        if let text = try body.text("description", limit: 2000) { changed.description = text }
        if let text = try body.text("icon", limit: 100) { changed.icon = text }
        if let text = try body.text("shortcut", limit: 10) { changed.shortcut = text }
        if let text = try body.text("color", limit: 50) { changed.color = text }
        changed.isActive = try body.flag("isActive") ?? object.isActive
        if !changed.isActive && object.isSystem { throw .standardObject(key: "isActive of a system object") }
        try identifiers(of: &changed)
        if object.isCustom { try changed.checkNames() }
        return changed
    }

    /// The name that is asked for, or the one that follows from the label.
    private func name(_ key: String, _ label: String, of object: ObjectModel) throws(MetadataFault) -> String? {
        if let name = try body.nonEmpty(key) { return name }
        return object.isLabelSyncedWithName ? MetadataName.name(for: label) : nil
    }

    private func identifiers(of object: inout ObjectModel) throws(MetadataFault) {
        if let id = try body.identifier("labelIdentifierFieldMetadataId") {
            let field = object.fields.first { $0.id == id && $0.isActive }
            guard let type = field?.type, [.text, .fullName].contains(type) else {
                throw .unsuitableIdentifier("labelIdentifierFieldMetadataId")
            }
            object.labelIdentifier = id
        }
        guard body["imageIdentifierFieldMetadataId"] != nil else { return }
        let id = try body.identifier("imageIdentifierFieldMetadataId")
        guard id == nil || object.fields.contains(where: { $0.id == id }) else {
            throw .unsuitableIdentifier("imageIdentifierFieldMetadataId")
        }
        object.imageIdentifier = id
    }
}
