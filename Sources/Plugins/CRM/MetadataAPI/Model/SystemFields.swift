import Contracts
import FoundationEssentials

/// The fields that every object has, of which an object's own stand in the middle.
enum SystemFields {
    static func leading(_ objectID: UUID) -> [FieldModel] {
        [
            field("id", .uuid, "Id", of: objectID, isNullable: false, default: "uuid", isUnique: true),
            field("createdAt", .dateTime, "Creation date", of: objectID, isNullable: false, default: "now"),
            field("updatedAt", .dateTime, "Last update", of: objectID, isNullable: false, default: "now"),
            field("deletedAt", .dateTime, "Deleted at", of: objectID),
        ]
    }

    static func trailing(_ objectID: UUID) -> [FieldModel] {
        let system: JSONValue = ["source": "'MANUAL'", "name": "'System'"]
        return [
            field("position", .position, "Position", of: objectID, isNullable: false, default: 0),
            field("createdBy", .actor, "Created by", of: objectID, isNullable: false, default: system),
            field("updatedBy", .actor, "Updated by", of: objectID, isNullable: false, default: system),
            field("searchVector", .searchVector, "Search vector", of: objectID),
        ]
    }

    /// What a new object's records are called by.
    static func name(_ objectID: UUID) -> FieldModel {
        FieldModel(
            id: UUID(), objectID: objectID, name: "name", type: .text, label: "Name", icon: "IconAbc")
    }

    private static func field(
        _ name: String, _ type: FieldType, _ label: String, of objectID: UUID, isNullable: Bool = true,
        default preset: JSONValue? = nil, isUnique: Bool = false
    ) -> FieldModel {
        FieldModel(
            id: UUID(), objectID: objectID, name: name, type: type, label: label, isSystem: true, isNullable: isNullable,
            isUnique: isUnique, defaultValue: preset)
    }
}
