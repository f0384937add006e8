import FoundationEssentials

@testable import CRMPlugin

extension ObjectDescription {
    /// An object with a field of every type that can be written.
    static let sample = ObjectDescription(
        id: UUID(), singular: "rocket", plural: "rockets", isCustom: true,
        fields: [
            FieldDescription(name: "id", type: .uuid, isNullable: false, hasDefault: true),
            FieldDescription(name: "createdAt", type: .dateTime, isNullable: false, hasDefault: true),
            FieldDescription(name: "updatedAt", type: .dateTime, isNullable: false, hasDefault: true),
            FieldDescription(name: "label", type: .text, isNullable: true, hasDefault: false),
            FieldDescription(name: "serial", type: .text, isNullable: false, hasDefault: false),
            FieldDescription(name: "thrust", type: .number, isNullable: true, hasDefault: false),
            FieldDescription(name: "mass", type: .numeric, isNullable: true, hasDefault: false),
            FieldDescription(name: "isManned", type: .boolean, isNullable: true, hasDefault: false),
            FieldDescription(name: "launch", type: .dateTime, isNullable: true, hasDefault: false),
            FieldDescription(name: "built", type: .date, isNullable: true, hasDefault: false),
            FieldDescription(name: "stage", type: .select, isNullable: false, hasDefault: true, options: ["NEW", "OLD"]),
            FieldDescription(name: "tags", type: .multiSelect, isNullable: true, hasDefault: false, options: ["A", "B"]),
            FieldDescription(name: "crew", type: .array, isNullable: true, hasDefault: false),
            FieldDescription(name: "plan", type: .rawJSON, isNullable: true, hasDefault: false),
            FieldDescription(name: "manual", type: .files, isNullable: true, hasDefault: false),
            FieldDescription(
                name: "owner", type: .relation, isNullable: true, hasDefault: false,
                relation: .init(kind: .manyToOne, target: UUID(), joinColumn: "ownerId")),
            FieldDescription(
                name: "flights", type: .relation, isNullable: true, hasDefault: false,
                relation: .init(kind: .oneToMany, target: UUID(), joinColumn: "rocketId")),
            FieldDescription(name: "name", type: .fullName, isNullable: true, hasDefault: false),
            FieldDescription(name: "emails", type: .emails, isNullable: true, hasDefault: false),
            FieldDescription(name: "phones", type: .phones, isNullable: true, hasDefault: false),
            FieldDescription(name: "site", type: .links, isNullable: true, hasDefault: false),
            FieldDescription(name: "price", type: .currency, isNullable: true, hasDefault: false),
            FieldDescription(name: "body", type: .richText, isNullable: true, hasDefault: false),
            FieldDescription(
                name: "rating", type: .rating, isNullable: true, hasDefault: false, options: ["RATING_1", "RATING_2"]),
            FieldDescription(name: "home", type: .address, isNullable: true, hasDefault: false),
            FieldDescription(name: "position", type: .position, isNullable: false, hasDefault: true),
            FieldDescription(name: "createdBy", type: .actor, isNullable: false, hasDefault: true),
            FieldDescription(name: "updatedBy", type: .actor, isNullable: false, hasDefault: true),
            FieldDescription(name: "searchVector", type: .searchVector, isNullable: true, hasDefault: false),
        ])
}
