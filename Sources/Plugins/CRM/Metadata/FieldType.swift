/// What a field holds, under the names of Twenty's metadata.
enum FieldType: String, Sendable {
    case uuid = "UUID"
    case text = "TEXT"
    case number = "NUMBER"
    case numeric = "NUMERIC"
    case position = "POSITION"
    case boolean = "BOOLEAN"
    case dateTime = "DATE_TIME"
    case date = "DATE"
    case select = "SELECT"
    case rating = "RATING"
    case multiSelect = "MULTI_SELECT"
    case array = "ARRAY"
    case rawJSON = "RAW_JSON"
    case files = "FILES"
    case searchVector = "TS_VECTOR"
    case relation = "RELATION"
    case morphRelation = "MORPH_RELATION"
    case fullName = "FULL_NAME"
    case emails = "EMAILS"
    case phones = "PHONES"
    case links = "LINKS"
    case currency = "CURRENCY"
    case address = "ADDRESS"
    case actor = "ACTOR"
    case richText = "RICH_TEXT"

    /// The parts of a composite type in their order; nil for a type of one column.
    var subFields: [SubField]? {
        switch self {
        case .fullName: [.text("firstName"), .text("lastName")]
        case .emails: [.text("primaryEmail"), .list("additionalEmails")]
        case .phones:
            [
                .text("primaryPhoneNumber"), .text("primaryPhoneCountryCode"), .text("primaryPhoneCallingCode"),
                .list("additionalPhones"),
            ]
        case .links: [.text("primaryLinkLabel"), .text("primaryLinkUrl"), .list("secondaryLinks")]
        case .currency: [.integer("amountMicros"), .nullableText("currencyCode")]
        case .address:
            [
                .text("addressStreet1"), .text("addressStreet2"), .text("addressCity"), .text("addressPostcode"),
                .text("addressState"), .text("addressCountry"), .number("addressLat"), .number("addressLng"),
            ]
        case .actor:
            [
                SubField(name: "source", cell: .text(null: .null), isRequired: true),
                SubField(name: "workspaceMemberId", cell: .verbatimText),
                SubField(name: "name", cell: .text(null: .emptyText), isRequired: true),
                SubField(name: "context", cell: .json(null: .null)),
            ]
        case .richText: [.nullableText("blocknote"), .text("markdown")]
        default: nil
        }
    }

    /// How a field of one column reads in JSON.
    var cell: CellKind {
        switch self {
        case .uuid, .date, .relation, .morphRelation: .verbatimText
        case .text: .text(null: .emptyText)
        case .number, .numeric, .position: .number
        case .boolean: .boolean
        case .dateTime: .timestamp
        case .multiSelect, .array: .json(null: .emptyList)
        case .rawJSON, .files: .json(null: .null)
        default: .text(null: .null)
        }
    }
}

/// A part of a composite field.
struct SubField: Sendable {
    let name: String
    let cell: CellKind
    var isRequired = false

    static func text(_ name: String) -> SubField { SubField(name: name, cell: .text(null: .emptyText)) }
    static func nullableText(_ name: String) -> SubField { SubField(name: name, cell: .text(null: .null)) }
    static func number(_ name: String) -> SubField { SubField(name: name, cell: .number) }
    static func integer(_ name: String) -> SubField { SubField(name: name, cell: .integer) }
    static func list(_ name: String) -> SubField { SubField(name: name, cell: .json(null: .emptyList)) }
}
