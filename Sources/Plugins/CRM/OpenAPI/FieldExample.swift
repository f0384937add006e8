import Contracts

/// A value that a body may give a field, for the reader of the document.
enum FieldExample {
    /// Nil where no value is good everywhere: ids name records, and files have to be there.
    static func value(of field: FieldDescription) -> JSONValue? {
        if field.relation != nil { return nil }
        return switch field.type {
        case .text: "Text"
        case .number, .numeric, .position: 1
        case .boolean: true
        case .dateTime: "2026-01-31T12:00:00.000Z"
        case .date: "2026-01-31"
        case .select, .rating: field.options.first.map { .string($0) }
        case .multiSelect: field.options.first.map { [.string($0)] }
        case .array: ["Text"]
        case .rawJSON: ["key": "value"]
        default: composite(field.type)
        }
    }

    private static func composite(_ type: FieldType) -> JSONValue? {
        switch type {
        case .fullName: ["firstName": "Ada", "lastName": "Lovelace"]
        case .emails: ["primaryEmail": "ada@example.com", "additionalEmails": []]
        case .phones: ["primaryPhoneNumber": "123456789", "primaryPhoneCountryCode": "FR", "primaryPhoneCallingCode": "+33"]
        case .links: ["primaryLinkLabel": "Example", "primaryLinkUrl": "https://example.com", "secondaryLinks": []]
        case .currency: ["amountMicros": 1_000_000, "currencyCode": "EUR"]
        case .address: ["addressStreet1": "1 Main Street", "addressCity": "London", "addressCountry": "United Kingdom"]
        case .richText: ["markdown": "Text"]
        case .actor: ["source": "API"]
        default: nil
        }
    }
}
