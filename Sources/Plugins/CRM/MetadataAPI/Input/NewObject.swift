import Contracts
import FoundationEssentials

/// The body that makes a custom object.
struct NewObject {
    private static let keys: Set<String> = [
        "nameSingular", "namePlural", "labelSingular", "labelPlural", "description", "icon", "shortcut", "color",
        "isLabelSyncedWithName", "isRemote", "skipNameField",
    ]

    /// With the fields that every object has, and a name unless the caller does without.
    let object: ObjectModel

    init(_ body: JSONObject) throws(MetadataFault) {
        let body = try MetadataBody(body, of: .object, keys: Self.keys)
        if try body.flag("isRemote") ?? false { throw .remoteObject }
        let id = UUID()
        var object = ObjectModel(
            id: id, nameSingular: try body.required("nameSingular"), namePlural: try body.required("namePlural"),
            labelSingular: try body.required("labelSingular"), labelPlural: try body.required("labelPlural"),
            description: try body.text("description", limit: 2000) ?? nil, icon: try body.text("icon", limit: 100) ?? nil,
            shortcut: try body.text("shortcut", limit: 10) ?? nil, color: try body.text("color", limit: 50) ?? nil,
            isLabelSyncedWithName: try body.flag("isLabelSyncedWithName") ?? false)
        try object.checkNames()
        let leading = SystemFields.leading(id)
        let label = try body.flag("skipNameField") ?? false ? nil : SystemFields.name(id)
        object.fields = leading + (label.map { [$0] } ?? []) + SystemFields.trailing(id)
        object.labelIdentifier = label?.id ?? leading[0].id
        self.object = object
    }
}
