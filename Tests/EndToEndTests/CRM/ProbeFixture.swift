import Contracts
import TestSupport

/// An organization with an object, `probes`, that has a field of every type that can be made, and three records: two with a value in
/// each, the second larger where values have an order, and one with nothing. For what changes nothing.
struct ProbeFixture: Sendable {
    let call: RecordCaller

    static var shared: ProbeFixture {
        get async throws { try await making.value }
    }

    static let options: JSONValue = [
        "options": [["value": "LOW", "label": "Low"], ["value": "HIGH", "label": "High"]]
    ]

    private static let half: JSONValue = JSONNumber(2.5).map { .number($0) } ?? .null

    /// For each field its name, its type, and its values in the two records that have some.
    static let fields: [(name: String, type: String, low: JSONValue, high: JSONValue)] = [
        ("text", "TEXT", "abc", "xyz"), ("number", "NUMBER", half, 4), ("numeric", "NUMERIC", half, 4),
        ("flag", "BOOLEAN", false, true),
        ("uuid", "UUID", "9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21", "9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d22"),
        ("day", "DATE", "2026-03-08", "2026-11-23"),
        ("instant", "DATE_TIME", "2026-03-08T23:30:00.000Z", "2026-11-23T12:00:00.250Z"),
        ("select", "SELECT", "LOW", "HIGH"), ("tags", "MULTI_SELECT", ["LOW"], ["LOW", "HIGH"]),
        ("rating", "RATING", "RATING_1", "RATING_5"), ("list", "ARRAY", ["a"], ["a", "b"]),
        ("json", "RAW_JSON", ["a": 1], ["a": 2]), ("files", "FILES", .null, .null),
        ("fullName", "FULL_NAME", ["firstName": "Ada", "lastName": "Byron"], ["firstName": "Grace", "lastName": "Hopper"]),
        ("emails", "EMAILS", ["primaryEmail": "a@example.com"], ["primaryEmail": "b@example.com"]),
        ("phones", "PHONES", ["primaryPhoneNumber": "+33612345678"], ["primaryPhoneNumber": "+14155550199"]),
        ("links", "LINKS", ["primaryLinkUrl": "https://a.example"], ["primaryLinkUrl": "https://b.example"]),
        (
            "money", "CURRENCY", ["amountMicros": 1_000_000, "currencyCode": "EUR"],
            ["amountMicros": 4_000_000, "currencyCode": "USD"]
        ),
        ("address", "ADDRESS", ["addressCity": "Ulm"], ["addressCity": "Zug"]),
        ("richText", "RICH_TEXT", ["markdown": "# A"], ["markdown": "# B"]),
        ("actor", "ACTOR", ["source": "API", "name": "A"], ["source": "EMAIL", "name": "B"]),
    ]

    private static let making = Task { try await make() }

    private static func make() async throws -> ProbeFixture {
        let call = try await MetadataCaller.fresh()
        let object = try await call.makeObject("probe", "probes")
        for field in fields {
            try await call.makeField(object, field.name, field.type, field.type.hasSuffix("SELECT") ? options : [:])
        }
        for records in [fields.map { ($0.name, $0.low) }, fields.map { ($0.name, $0.high) }, []] {
            _ = try await call.records.create("probes", .object(JSONObject(records.map { JSONMember($0.0, $0.1) })))
        }
        return ProbeFixture(call: call.records)
    }

    func groups(_ parameters: [String: String]) async throws -> ProductAPI.Reply {
        try await GroupByTests.group(call, "probes", parameters)
    }
}
