import Contracts
import FoundationEssentials

/// A field as its row in `"fieldMetadata"` has it.
struct FieldModel: Sendable, Equatable {
    let id: UUID
    let objectID: UUID
    var name: String
    /// Nil for a type that only a newer Twenty knows.
    let type: FieldType?
    var label: String
    var description: String?
    var icon: String?
    var isCustom = false
    var isSystem = false
    var isActive = true
    var isNullable = true
    var isUnique = false
    var isLabelSyncedWithName = false
    /// In the literal forms of Twenty's metadata.
    var defaultValue: JSONValue?
    var options: [FieldOption]?
    /// As they stand in the row; those of a relation are made from `relation`.
    var settings: JSONObject?
    var relation: RelationModel?
    /// The same for all legs of a link that leads to one of several objects.
    var morphID: UUID?

    /// Whether it came with the object, and cannot go without it.
    var isStandard: Bool { !isCustom }

    var isOneToMany: Bool { relation?.kind == .oneToMany }
    var isManyToOne: Bool { relation?.kind == .manyToOne }

    /// Whether new records get `option`, alone or among others.
    func mentionsInDefault(_ option: String) -> Bool {
        switch defaultValue {
        case .string(let text): DefaultValue.unquoted(text) == option
        case .array(let items): items.contains(.string("'\(option)'"))
        default: false
        }
    }

    /// The name that indexes and foreign keys know it by.
    var storedName: String { isManyToOne ? name + "Id" : name }
}
