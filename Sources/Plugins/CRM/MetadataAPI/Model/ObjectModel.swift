import FoundationEssentials

/// An object as its row in `"objectMetadata"` has it, with its fields, the inactive ones too.
struct ObjectModel: Sendable, Equatable {
    let id: UUID
    var nameSingular: String
    var namePlural: String
    var labelSingular: String
    var labelPlural: String
    var description: String?
    var icon: String?
    var shortcut: String?
    var color: String?
    var isCustom = true
    var isSystem = false
    var isActive = true
    var isLabelSyncedWithName = false
    var labelIdentifier: UUID?
    var imageIdentifier: UUID?
    var fields: [FieldModel] = []

    var table: String { isCustom ? "_" + nameSingular : nameSingular }

    func field(named name: String) -> FieldModel? { fields.first { $0.name == name } }
}
