import Contracts
import TestSupport
import Testing

/// Fields of every type: what a client writes into them and reads from them.
@Suite struct FieldTypeTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let type: String
        /// Members of the field's body beyond name and type.
        let more: JSONValue
        let written: JSONValue
        let read: JSONValue
        /// What a record has that says nothing of the field.
        let empty: JSONValue

        init(_ type: String, _ written: JSONValue, read: JSONValue? = nil, empty: JSONValue = .null, _ more: JSONValue = [:]) {
            (self.type, self.more, self.written, self.read, self.empty) = (type, more, written, read ?? written, empty)
        }

        var testDescription: String { type }
    }

    private static let fraction: JSONValue = JSONNumber(12.5).map { .number($0) } ?? .null

    private static let options: JSONValue = [
        "options": [
            ["value": "LOW", "label": "Low", "color": "green", "position": 0],
            ["value": "HIGH", "label": "High", "color": "red", "position": 1],
        ]
    ]

    static let samples = [
        Sample("TEXT", "Ada", empty: ""), Sample("NUMBER", 7), Sample("NUMERIC", fraction), Sample("BOOLEAN", true),
        Sample("UUID", "9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21"), Sample("DATE", "2026-02-28"),
        Sample("DATE_TIME", "2026-02-28T10:00:00+01:00", read: "2026-02-28T09:00:00.000Z"),
        Sample("SELECT", "HIGH", options), Sample("MULTI_SELECT", ["HIGH", "LOW"], empty: [], options),
        Sample("RATING", "RATING_4"), Sample("ARRAY", ["a", "b c"], empty: []), Sample("RAW_JSON", ["a": [1, 2]]),
        Sample("FULL_NAME", ["firstName": "Ada", "lastName": "Byron"], empty: ["firstName": "", "lastName": ""]),
        Sample(
            "EMAILS", ["primaryEmail": "ada@example.com", "additionalEmails": ["b@example.com"]],
            empty: ["primaryEmail": "", "additionalEmails": []]),
        Sample(
            "LINKS", ["primaryLinkLabel": "x", "primaryLinkUrl": "https://example.com", "secondaryLinks": []],
            empty: ["primaryLinkLabel": "", "primaryLinkUrl": "", "secondaryLinks": []]),
        Sample(
            "CURRENCY", ["amountMicros": 5_000_000, "currencyCode": "EUR"], empty: ["amountMicros": nil, "currencyCode": nil]),
        Sample("RICH_TEXT", ["blocknote": nil, "markdown": "# Hi"], empty: ["blocknote": nil, "markdown": ""]),
    ]

    @Test(arguments: samples)
    func valueComesBackAsItWasWritten(sample: Sample) async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let field = try await call.makeField(rocket, "thing", sample.type, sample.more)
        #expect(field["type"].string == sample.type)
        #expect(try await call.records.create("rockets", ["thing": sample.written])["thing"] == sample.read)
        #expect(try await call.records.create("rockets", [:])["thing"] == sample.empty)
    }

    @Test(
        arguments: samples + [
            Sample("PHONES", .null), Sample("ADDRESS", .null), Sample("ACTOR", .null), Sample("FILES", .null),
        ])
    func fieldIsShownAndCanGo(sample: Sample) async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let field = try await call.makeField(rocket, "thing", sample.type, sample.more)
        #expect(
            field.memberNames == [
                "id", "universalIdentifier", "type", "name", "label", "description", "icon", "overrides", "isActive", "isSystem",
                "isUIEditable", "isUIReadOnly", "isNullable", "isUnique", "defaultValue", "options", "settings", "workspaceId",
                "objectMetadataId", "isLabelSyncedWithName", "morphId", "createdAt", "updatedAt", "applicationId",
            ])
        let path = "fields/\(field["id"].string)"
        #expect(try await call("GET", path).json == field)
        #expect(try await call.records("GET", "/rest/rockets").status == 200)
        #expect(try await call("DELETE", path).json == field)
        #expect(try await call("GET", path).status == 404)
        _ = try await call.makeField(rocket, "thing", "TEXT")
    }

    @Test(
        arguments: [
            ("TEXT", "'Ada'", "Ada"), ("NUMBER", 7, 7), ("NUMERIC", fraction, fraction), ("BOOLEAN", true, true),
            ("DATE", "'2026-02-28'", "2026-02-28"), ("SELECT", "'HIGH'", "HIGH"), ("MULTI_SELECT", ["'LOW'"], ["LOW"]),
            ("ARRAY", ["'a \"b\\'"], ["a \"b\\"]), ("RATING", "'RATING_2'", "RATING_2"), ("RAW_JSON", ["a": 1], ["a": 1]),
            ("CURRENCY", ["currencyCode": "'EUR'"], ["amountMicros": nil, "currencyCode": "EUR"]),
        ] as [(String, JSONValue, JSONValue)])
    func recordsThatSayNothingGetTheDefault(type: String, preset: JSONValue, value: JSONValue) async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let before = try await call.records.create("rockets", [:])["id"].string
        var more = JSONObject([JSONMember("defaultValue", preset)])
        if ["SELECT", "MULTI_SELECT"].contains(type) { more["options"] = Self.options["options"] }
        let field = try await call.makeField(rocket, "thing", type, .object(more))
        #expect(field["defaultValue"] == preset)
        #expect(try await call.records.create("rockets", [:])["thing"] == value)
        #expect(try await call.records("GET", "/rest/rockets/\(before)").json["data"]["rocket"]["thing"] == value)
    }

    /// Clients of Twenty's send every key there is.
    @Test func whatIsNullIsNotGiven() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let nulls: JSONValue = [
            "description": nil, "icon": nil, "isNullable": nil, "isUnique": nil, "defaultValue": nil, "options": nil,
            "settings": nil,
            "isLabelSyncedWithName": nil, "relationCreationPayload": nil, "morphRelationsCreationPayload": nil,
        ]
        for (index, type) in ["TEXT", "NUMBER", "DATE_TIME", "LINKS", "RATING", "RAW_JSON"].enumerated() {
            let field = try await call.makeField(rocket, "thing\(index)", type, nulls)
            #expect(field["isNullable"] == true && field["isUnique"] == false && field["defaultValue"] == .null, "\(type)")
            let path = "fields/\(field["id"].string)"
            #expect(try await call("PATCH", path, ["options": nil, "defaultValue": nil]).status == 200, "\(type)")
        }
    }

    /// The defaults that Twenty's own console sends with composite fields, and what a record has then in one of their parts.
    static let compositeDefaults: [(type: String, preset: JSONValue, part: String, value: JSONValue)] = [
        ("LINKS", ["primaryLinkLabel": "''", "primaryLinkUrl": "''", "secondaryLinks": []], "primaryLinkUrl", ""),
        ("ADDRESS", ["addressCity": "'Ulm'", "addressCountry": "''", "addressLat": nil, "addressLng": nil], "addressCity", "Ulm"),
        ("FULL_NAME", ["firstName": "''", "lastName": "'Doe'"], "lastName", "Doe"),
        ("EMAILS", ["primaryEmail": "''", "additionalEmails": nil], "primaryEmail", ""),
        (
            "PHONES",
            [
                "primaryPhoneNumber": "''", "primaryPhoneCountryCode": "'FR'", "primaryPhoneCallingCode": "'+33'",
                "additionalPhones": nil,
            ], "primaryPhoneCallingCode", "+33"
        ),
        ("ACTOR", ["source": "'MANUAL'", "name": "'System'", "workspaceMemberId": nil], "name", "System"),
        ("CURRENCY", ["amountMicros": nil, "currencyCode": "'USD'"], "currencyCode", "USD"),
        ("RICH_TEXT", ["blocknote": nil, "markdown": "'# Hi'"], "markdown", "# Hi"),
    ]

    @Test func aCompositeHasADefaultForEachPart() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        for row in Self.compositeDefaults {
            let field = try await call.makeField(rocket, "of" + row.part, row.type, ["defaultValue": row.preset])
            for part in field["defaultValue"].memberNames {
                #expect(field["defaultValue"][part] == row.preset[part], "\(row.type)")
            }
        }
        let record = try await call.records.create("rockets", [:])
        for row in Self.compositeDefaults { #expect(record["of" + row.part][row.part] == row.value, "\(row.type)") }
    }

    @Test func aFunctionIsADefault() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        for (type, preset) in [("UUID", "uuid"), ("DATE_TIME", "now")] {
            let field = try await call.makeField(rocket, preset, type, ["defaultValue": .string(preset)])
            #expect(field["defaultValue"].string == preset)
        }
        let records = [try await call.records.create("rockets", [:]), try await call.records.create("rockets", [:])]
        for field in ["uuid", "now"] { #expect(records[0][field] != .null && records[0][field] != records[1][field]) }
    }

    /// PostgreSQL's columns would take each of them, and records show what no client could have written.
    static let unwritable: [(type: String, preset: JSONValue)] = [
        ("NUMERIC", "'NaN'"), ("NUMERIC", "Infinity"), ("CURRENCY", ["amountMicros": "NaN"]), ("ADDRESS", ["addressLat": "'NaN'"]),
        ("DATE", "infinity"), ("DATE", "today"), ("DATE", "'0044-03-15 BC'"), ("DATE_TIME", "-infinity"),
        ("UUID", "'00000000-0000-0000-0000-000000000000'"), ("FULL_NAME", ["firstName": 1]), ("EMAILS", ["primaryEmail": "nobody"]),
        ("PHONES", ["additionalPhones": 1]), ("LINKS", ["secondaryLinks": ["url": "a.example"]]),
        ("ACTOR", ["source": "API", "context": 5]), ("RICH_TEXT", ["blocknote": "'no blocks'"]),
    ]

    @Test func whatMayNotBeWrittenIsNoDefault() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        for (type, preset) in Self.unwritable {
            let reply = try await call("POST", "fields", MetadataCaller.field(rocket, "thing", type, ["defaultValue": preset]))
            #expect(reply.status == 400, "\(type) \(preset)")
            #expect(reply.json["messages"] == [.string("Invalid default value for field \"thing\" of type \(type)")])
        }
        let moment = try await call.makeField(rocket, "thing", "DATE_TIME")["id"].string
        #expect(try await call("PATCH", "fields/\(moment)", ["defaultValue": "'infinity'"]).status == 400)
    }

    @Test func aRequiredFieldWithoutADefaultHasToBeGiven() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        try await call.makeField(rocket, "thing", "NUMBER", ["isNullable": false])
        let refusals: [(JSONValue, String)] = [
            ([:], "null value in column \"thing\" of relation \"_rocket\" violates not-null constraint"),
            (["thing": nil], "Field thing is not nullable and has no default value."),
        ]
        for (body, message) in refusals {
            let reply = try await call.records("POST", "/rest/rockets", body)
            #expect(reply.text == RefusalTests.Refusal("POST", "", bad: message).answer)
        }
        let schema = try await call.records("GET", "/rest/open-api/core").json["components"]["schemas"]["Rocket"]
        #expect(schema["required"] == ["thing"])
    }

    @Test func aTextWithQuotesIsADefaultAndNothingElse() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let text = "'); DROP TABLE \"_rocket\"; --"
        try await call.makeField(rocket, "thing", "TEXT", ["defaultValue": .string("'\(text)'")])
        #expect(try await call.records.create("rockets", [:])["thing"].string == text)
    }
}
