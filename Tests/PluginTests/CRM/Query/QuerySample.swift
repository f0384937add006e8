import Contracts
import FoundationEssentials

@testable import CRMPlugin

/// Objects with a column of every type, and relations of each kind between them.
enum QuerySample {
    static let catalogue = Catalogue(fingerprint: "sample", objects: [rocket, base])

    static let rocket = ObjectDescription(
        id: UUID(), singular: "rocket", plural: "rockets", isCustom: true,
        fields: common + [
            field("label", .text), field("thrust", .number), field("mass", .numeric), field("isManned", .boolean),
            field("launch", .dateTime), field("built", .date), field("stage", .select, options: ["NEW", "OLD"]),
            field("tags", .multiSelect, options: ["A", "B"]), field("crew", .array), field("plan", .rawJSON),
            field("name", .fullName), field("emails", .emails), field("price", .currency), field("createdBy", .actor),
            field("searchVector", .searchVector),
            field("base", .relation, relation: .init(kind: .manyToOne, target: baseID, joinColumn: "baseId")),
            field("bases", .relation, relation: .init(kind: .oneToMany, target: baseID, joinColumn: "rocketId")),
        ])

    static let base = ObjectDescription(
        id: baseID, singular: "base", plural: "bases", isCustom: true,
        fields: common + [
            field("title", .text), field("place", .address),
            field("parent", .relation, relation: .init(kind: .manyToOne, target: baseID, joinColumn: "parentId")),
        ])

    static func filter(_ text: String) throws(CRMError) -> Filter {
        try FilterParser.parse(text, for: rocket, in: catalogue, permissions: Permissions(role: .member))
    }

    static func ordering(_ text: String) throws(CRMError) -> Ordering {
        try OrderParser.parse(text, for: rocket, in: catalogue, permissions: Permissions(role: .member))
    }

    static func condition(_ text: String) throws -> SQL {
        var source = RecordSource(rocket)
        return try filter(text).condition(in: &source)
    }

    static let caller = Caller(
        .user(
            UserPrincipal(accountID: UUID(), email: "ada@example.com", tenantID: .random(), role: .member, sessionID: UUID())),
        Permissions(role: .member))

    private static let baseID = UUID()

    private static let common = [
        FieldDescription(name: "id", type: .uuid, isNullable: false, hasDefault: true),
        FieldDescription(name: "createdAt", type: .dateTime, isNullable: false, hasDefault: true),
        FieldDescription(name: "deletedAt", type: .dateTime, isNullable: true, hasDefault: false),
        FieldDescription(name: "position", type: .position, isNullable: false, hasDefault: true),
    ]

    private static func field(
        _ name: String, _ type: FieldType, options: [String] = [], relation: FieldDescription.Relation? = nil
    ) -> FieldDescription {
        FieldDescription(name: name, type: type, isNullable: true, hasDefault: false, options: options, relation: relation)
    }
}
