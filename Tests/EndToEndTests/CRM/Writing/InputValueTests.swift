import Contracts
import TestSupport
import Testing

/// What becomes of a value of each type, on its way in and out again.
@Suite struct InputValueTests {
    /// A field and what is sent for it and shown of it, as JSON.
    struct Value: Sendable, CustomTestStringConvertible {
        let objects: String
        let field: String
        let sent: String
        let shown: String

        init(_ objects: String, _ field: String, _ sent: String, _ shown: String) {
            (self.objects, self.field, self.sent, self.shown) = (objects, field, sent, shown)
        }

        var testDescription: String { "\(field) \(sent)" }
    }

    static let scalars = [
        Value("people", "jobTitle", #""CEO""#, #""CEO""#), Value("people", "jobTitle", #""""#, #""""#),
        Value("people", "jobTitle", "null", #""""#), Value("calendarEvents", "isCanceled", "true", "true"),
        Value("opportunities", "closeDate", "null", "null"),
        Value("opportunities", "closeDate", #""2026-03-09T08:15:30.256+02:00""#, #""2026-03-09T06:15:30.256Z""#),
        Value("opportunities", "closeDate", #""2026-03-09""#, #""2026-03-09T00:00:00.000Z""#),
        Value("opportunities", "closeDate", #""2026-03-09 08:15""#, #""2026-03-09T08:15:00.000Z""#),
        Value("opportunities", "closeDate", #""20260309""#, #""2026-03-09T00:00:00.000Z""#),
        Value("opportunities", "closeDate", #""Mar 9, 2026""#, #""2026-03-09T00:00:00.000Z""#),
        Value("opportunities", "closeDate", #""03/09/2026""#, #""2026-03-09T00:00:00.000Z""#),
        Value("timelineActivities", "linkedRecordId", #""9F2B1C54-0c3e-4a57-9d5e-0b3e8a1c7d21""#, #""\#(RefusalTests.unknown)""#),
        Value("timelineActivities", "linkedRecordId", "null", "null"),
        Value("opportunities", "stage", #""MEETING""#, #""MEETING""#),
        Value("opportunities", "stage", "null", #""NEW""#), Value("tasks", "status", "null", "null"),
        Value("timelineActivities", "properties", #"{"diff":{"a":[1,2.50]}}"#, #"{"diff":{"a":[1,2.50]}}"#),
        Value("timelineActivities", "properties", #""{\"a\":null}""#, #"{"a":null}"#),
        Value("timelineActivities", "properties", "{}", "null"),
        Value(
            "people", "avatarFile", #"[{"fileId":"9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21","label":"me"}]"#,
            #"[{"label":"me","fileId":"9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21"}]"#),
        Value("people", "avatarFile", "[]", "null"), Value("people", "position", "-2.5", "-2.5"),
        Value("people", "position", "1e6", "1000000"),
    ]

    static let composites = [
        Value("people", "name", #"{"firstName":"Ada"}"#, #"{"firstName":"Ada","lastName":""}"#),
        Value("people", "name", "null", #"{"firstName":"","lastName":""}"#),
        Value(
            "opportunities", "amount", #"{"amountMicros":"12500000","currencyCode":"EUR"}"#,
            #"{"amountMicros":12500000,"currencyCode":"EUR"}"#),
        Value(
            "opportunities", "amount", #"{"amountMicros":"","currencyCode":""}"#, #"{"amountMicros":null,"currencyCode":null}"#),
        Value(
            "people", "linkedinLink", #"{"primaryLinkUrl":"","secondaryLinks":[{"label":"A","url":"https://A.example/"}]}"#,
            #"{"primaryLinkLabel":"A","primaryLinkUrl":"https://a.example","secondaryLinks":[]}"#),
        Value(
            "people", "linkedinLink", #"{"primaryLinkLabel":"Me","primaryLinkUrl":"Test.com"}"#,
            #"{"primaryLinkLabel":"Me","primaryLinkUrl":"Test.com","secondaryLinks":[]}"#),
        Value(
            "people", "phones", #"{"primaryPhoneNumber":"+33 1 23 45 67 89"}"#,
            """
            {"primaryPhoneNumber":"123456789","primaryPhoneCountryCode":"FR","primaryPhoneCallingCode":"+33","additionalPhones":[]}
            """),
        Value(
            "people", "phones",
            """
            {"primaryPhoneNumber":"416 555 2671","primaryPhoneCallingCode":"+1",
            "additionalPhones":"[{\\"number\\":\\"+44 20 7946 0958\\"}]"}
            """,
            """
            {"primaryPhoneNumber":"4165552671","primaryPhoneCountryCode":"CA","primaryPhoneCallingCode":"+1",
            "additionalPhones":[{"number":"2079460958","callingCode":"+44","countryCode":"GB"}]}
            """),
        Value("notes", "bodyV2", ##"{"markdown":"# Hi"}"##, ##"{"blocknote":null,"markdown":"# Hi"}"##),
        Value(
            "notes", "bodyV2", #"{"blocknote":"[{\"type\":\"paragraph\"}]"}"#,
            #"{"blocknote":"[{\"type\":\"paragraph\"}]","markdown":""}"#),
    ]

    private static let caller = Task { try await RecordCaller.fresh() }

    @Test(arguments: scalars + composites)
    func valueIsShownAsItIsStored(value: Value) async throws {
        let call = try await Self.caller.value
        let sent = try JSONParser.parse(Array(value.sent.utf8))
        let shown = try JSONParser.parse(Array(value.shown.utf8))
        let record = try await call.create(value.objects, .object(JSONObject([JSONMember(value.field, sent)])))
        #expect(record[value.field] == shown)
        let read = try await call("GET", "/rest/\(value.objects)/\(record["id"].string)").json["data"]
        #expect(read.memberNames.first.map { read[$0][value.field] } == shown)
    }

    @Test func emailsAreLowerCasedAndCheckedOneByOne() async throws {
        let call = try await Self.caller.value
        let emails: JSONValue = ["primaryEmail": "Ada.K@Example.COM", "additionalEmails": ["B@Example.com", ""]]
        let person = try await call.create("people", ["emails": emails])
        #expect(person["emails"] == ["primaryEmail": "ada.k@example.com", "additionalEmails": ["b@example.com"]])
    }
}
