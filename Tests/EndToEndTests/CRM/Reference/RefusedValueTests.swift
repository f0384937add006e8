import Contracts
import TestSupport
import Testing

/// What may not be written into a field of each type, and what is said of it: a field, what is sent for it, and the message.
@Suite struct RefusedValueTests {
    static let single = AcceptedValueTests.Line.parse(
        #"""
        text 1 → Invalid string value 1 for field "text"
        text true → Invalid string value true for field "text"
        text ["x"] → Invalid string value ["x"] for field "text"
        text {} → Invalid string value {} for field "text"
        count "7" → Invalid number value '7' for field "count"
        count true → Invalid number value true for field "count"
        count 1e999 → Invalid number value 1e999 for field "count"
        precise "x" → Invalid number value 'x' for field "precise"
        precise "1x" → Invalid number value '1x' for field "precise"
        precise "NaN" → Invalid number value 'NaN' for field "precise"
        precise "Infinity" → Invalid number value 'Infinity' for field "precise"
        precise [] → Invalid number value [] for field "precise"
        position "7" → Invalid number value '7' for field "position"
        position "First" → Invalid number value 'First' for field "position"
        flag "true" → Invalid boolean value 'true' for field "flag"
        flag 1 → Invalid boolean value 1 for field "flag"
        day "soon" → Invalid date value 'soon' for field "day". Expected format: YYYY-MM-DD
        day "2026-02-29" → Invalid date value '2026-02-29' for field "day". Expected format: YYYY-MM-DD
        day "" → Invalid date value '' for field "day". Expected format: YYYY-MM-DD
        day 20260228 → Invalid date value 20260228 for field "day". Expected format: YYYY-MM-DD
        moment "soon" → Invalid date-time value 'soon' for field "moment". Expected format: YYYY-MM-DDTHH:mm:ssZ
        moment "2026-02-30T10:00:00Z" → Invalid date-time value '2026-02-30T10:00:00Z' for field "moment". Expected format: YYYY-MM-DDTHH:mm:ssZ
        moment "" → Invalid date-time value '' for field "moment". Expected format: YYYY-MM-DDTHH:mm:ssZ
        moment 1767225600000 → Invalid date-time value 1767225600000 for field "moment". Expected format: YYYY-MM-DDTHH:mm:ssZ
        grade "high" → Invalid value "high" for field "grade". Valid values are: LOW, HIGH
        grade "" → Invalid value "" for field "grade". Valid values are: LOW, HIGH
        grade 1 → Invalid value "1" for field "grade". Valid values are: LOW, HIGH
        stars "5" → Invalid value "5" for field "stars". Valid values are: RATING_1, RATING_2, RATING_3, RATING_4, RATING_5
        tags ["LOW","NONE"] → Invalid value "NONE" for field "tags". Valid values are: LOW, HIGH
        tags "NONE" → Invalid value "NONE" for field "tags". Valid values are: LOW, HIGH
        tags 1 → Invalid multi-select value 1 for field "tags"
        words [1] → Invalid array value [1] for field "words"
        words {} → Invalid array value {} for field "words"
        notions 1 → Invalid JSON value 1 for field "notions"
        notions "{" → Invalid JSON value '{' for field "notions"
        mark "x" → Invalid UUID value 'x' for field "mark"
        mark "" → Invalid UUID value '' for field "mark"
        mark 1 → Invalid UUID value 1 for field "mark"
        companyId "" → Invalid UUID value '' for field "companyId"
        companyId "x" → Invalid UUID value 'x' for field "companyId"
        companyId {"connect":{}} → Invalid UUID value {"connect":{}} for field "companyId"
        papers {} → Invalid files value {} for field "papers"
        papers [{"fileId":"2a3b4c5d-0000-4000-8000-00000000abcd"}] → Invalid files value [{"fileId":"2a3b4c5d-0000-4000-8000-00000000abcd"}] for field "papers"
        papers [{"fileId":"2a3b4c5d-0000-1000-8000-00000000abcd","label":"x"}] → Invalid files value [{"fileId":"2a3b4c5d-0000-1000-8000-00000000abcd","label":"x"}] for field "papers"
        searchVector "x" → Field "searchVector" cannot be written
        searchVector null → Field "searchVector" cannot be written
        nothing 1 → Object specimen doesn't have any "nothing" field.
        Text "x" → Object specimen doesn't have any "Text" field.
        textId "x" → Object specimen doesn't have any "textId" field.
        noteTargets [] → One-to-many relation noteTargets field does not support write operations.
        noteTargets null → One-to-many relation noteTargets field does not support write operations.
        company "00000000-0000-4000-8000-000000000008" → Relation "company" requires connect or disconnect operation
        company null → Relation "company" requires connect or disconnect operation
        company {} → Relation "company" requires connect or disconnect operation
        company {"disconnect":false} → Relation "company" requires connect or disconnect operation
        company {"create":{}} → Relation "company" requires connect or disconnect operation
        """#)

    static let composite = AcceptedValueTests.Line.parse(
        #"""
        fullName "Ada" → Invalid FULL_NAME value 'Ada' for field "fullName"
        fullName [] → Invalid FULL_NAME value [] for field "fullName"
        fullName {"middle":"x"} → Invalid subfield middle for FULL_NAME field "fullName"
        fullName {"firstName":1} → Invalid string value 1 for field "fullName"
        mails {"email":"x"} → Invalid subfield email for EMAILS field "mails"
        mails {"primaryEmail":"x"} → Invalid email value 'x' for field "mails"
        mails {"primaryEmail":"a@b@c.de"} → Invalid email value 'a@b@c.de' for field "mails"
        mails {"additionalEmails":["x"]} → Invalid email value 'x' for field "mails"
        mails {"additionalEmails":1} → Invalid list value 1 for field "mails"
        phone {"number":"1"} → Invalid subfield number for PHONES field "phone"
        site {"url":"x"} → Invalid subfield url for LINKS field "site"
        site {"secondaryLinks":[1]} → Invalid list item value 1 for field "site"
        price 1 → Invalid CURRENCY value 1 for field "price"
        price {"amount":1} → Invalid subfield amount for CURRENCY field "price"
        price {"amountMicros":"x"} → Invalid number value 'x' for field "price"
        price {"currencyCode":1} → Invalid string value 1 for field "price"
        place {"city":"x"} → Invalid subfield city for ADDRESS field "place"
        place {"addressLat":"north"} → Invalid number value 'north' for field "place"
        writer {"who":"x"} → Invalid subfield who for ACTOR field "writer"
        writer {"source":"ALIEN"} → Invalid value "ALIEN" for field "writer.source". Valid values are: EMAIL, CALENDAR, WORKFLOW, AGENT, API, IMPORT, MANUAL, SYSTEM, WEBHOOK, APPLICATION
        writer {"workspaceMemberId":"x"} → Invalid UUID value 'x' for field "writer.workspaceMemberId"
        essay {"html":"x"} → Invalid subfield html for RICH_TEXT field "essay"
        essay {"blocknote":"x"} → Invalid rich text value 'x' for field "essay"
        id "x" → 'x' is not a valid UUID
        id "00000000-0000-0000-0000-000000000000" → '00000000-0000-0000-0000-000000000000' is not a valid UUID
        """#)

    static let coded: [(line: AcceptedValueTests.Line, code: String)] = zip(
        AcceptedValueTests.Line.parse(
            #"""
            phone {"primaryPhoneNumber":"abc"} → Provided phone number is invalid abc
            phone {"primaryPhoneNumber":"5"} → Provided phone number is invalid 5
            phone {"additionalPhones":[{"number":"abc"}]} → Provided phone number is invalid abc
            phone {"primaryPhoneCallingCode":"+999"} → Invalid calling code +999
            phone {"primaryPhoneCountryCode":"XX"} → Invalid country code XX
            phone {"primaryPhoneNumber":"612345678","primaryPhoneCountryCode":"FR","primaryPhoneCallingCode":"+49"} → Provided country code and calling code are conflicting
            phone {"primaryPhoneNumber":"+33612345678","primaryPhoneCallingCode":"+49"} → Provided and inferred calling code are conflicting
            phone {"primaryPhoneNumber":"+33612345678","primaryPhoneCountryCode":"DE"} → Provided and inferred country code are conflicting
            site {"primaryLinkUrl":"no link"} → The URL of the link is not valid
            site {"primaryLinkUrl":"ftp://a.example"} → The URL of the link is not valid
            site {"primaryLinkUrl":"https://"} → The URL of the link is not valid
            site {"secondaryLinks":[{"label":"x","url":"nowhere"}]} → The URL of the link is not valid
            """#),
        [
            "INVALID_PHONE_NUMBER", "INVALID_PHONE_NUMBER", "INVALID_PHONE_NUMBER", "INVALID_PHONE_CALLING_CODE",
            "INVALID_PHONE_COUNTRY_CODE", "CONFLICTING_PHONE_CALLING_CODE_AND_COUNTRY_CODE", "CONFLICTING_PHONE_CALLING_CODE",
            "CONFLICTING_PHONE_COUNTRY_CODE", "INVALID_URL", "INVALID_URL", "INVALID_URL", "INVALID_URL",
        ]
    ).map { ($0, $1) }

    /// The ways to write, each with a body that has the faulty record in it.
    private func writes(_ line: AcceptedValueTests.Line) -> [(String, String, JSONValue)] {
        let creation = [
            ("POST", "/rest/specimens", line.body), ("POST", "/api/specimens?upsert=true", line.body),
            ("POST", "/rest/batch/specimens", .array([["name": "good"], line.body])),
            ("POST", "/rest/batch/specimens?upsert=true", .array([line.body, ["name": "good"]])),
        ]
        if line.field == "id" { return creation }
        return creation + [
            ("PATCH", "/rest/specimens/\(Specimen.id(1))", line.body), ("PUT", "/api/specimens/\(Specimen.id(1))", line.body),
            ("PATCH", "/rest/specimens?filter=name[eq]:a1", line.body),
        ]
    }

    @Test(arguments: single + composite)
    func itIsRefusedHoweverItIsWritten(line: AcceptedValueTests.Line) async throws {
        let call = try await Specimen.shared.call
        for (method, path, body) in writes(line) {
            let reply = try await call(method, path, body)
            #expect(reply.status == 400)
            #expect(
                reply.text == RefusalTests.Refusal("", "", bad: line.shown.replacing("\\", with: "\\\\")).answer,
                "\(method) \(path)")
        }
        #expect(try await call("GET", "/rest/specimens?limit=0").json["totalCount"] == 5)
    }

    @Test(arguments: coded)
    func codedFaultsHaveTheirCode(fault: (line: AcceptedValueTests.Line, code: String)) async throws {
        let call = try await Specimen.shared.call
        for (method, path, body) in writes(fault.line) {
            let reply = try await call(method, path, body)
            #expect(reply.text == RefusalTests.Refusal("", "", code: fault.code, fault.line.shown).answer)
        }
    }
}
