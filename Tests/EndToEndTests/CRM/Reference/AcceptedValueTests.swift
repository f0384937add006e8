import Contracts
import TestSupport
import Testing

/// What may be written into a field of each type, on creation and on change, and what is read then. Each line is a field, what is
/// sent for it, and what is shown.
@Suite struct AcceptedValueTests {
    struct Line: Sendable, CustomTestStringConvertible {
        let field: String
        let sent: String
        let shown: String

        var testDescription: String { "\(field) \(sent)" }
        var body: JSONValue { .object(JSONObject([JSONMember(field, Specimen.json(sent))])) }

        static func parse(_ table: String) -> [Line] {
            table.split(separator: "\n").map { line in
                let (head, shown) = halves(of: line, at: " → ")
                let (field, sent) = halves(of: head[...], at: " ")
                return Line(field: field, sent: sent, shown: shown == "same" ? sent : shown)
            }
        }

        private static func halves(of text: Substring, at separator: String) -> (String, String) {
            let parts = text.split(separator: separator, maxSplits: 1).map(String.init)
            return (parts[0], parts[1])
        }
    }

    static let single = Line.parse(
        #"""
        text "Ada" → same
        text "" → ""
        text null → ""
        text " x\t\"\\/ é 🚀" → " x\t\"\\/ é 🚀"
        count 7 → same
        count -2.5 → same
        count 1e3 → 1000
        count 0 → same
        count null → same
        precise 12345678901234567890.5 → same
        precise "12.50" → 12.50
        precise "-1" → -1
        precise "" → null
        precise null → same
        position 3.5 → same
        position -7 → same
        flag true → same
        flag false → same
        flag null → same
        day "2026-02-28" → same
        day "2024-02-29" → same
        day "20260228" → "2026-02-28"
        day "2026/02/28" → "2026-02-28"
        day "02/28/2026" → "2026-02-28"
        day "Feb 28, 2026" → "2026-02-28"
        day "2026-02-28T23:30:00Z" → "2026-02-28"
        day null → same
        moment "2026-02-28T10:11:12.345Z" → same
        moment "2026-02-28T10:11:12Z" → "2026-02-28T10:11:12.000Z"
        moment "2026-02-28T10:11:12.3Z" → "2026-02-28T10:11:12.300Z"
        moment "2026-02-28T10:11:12" → "2026-02-28T10:11:12.000Z"
        moment "2026-02-28T10:11Z" → "2026-02-28T10:11:00.000Z"
        moment "2026-02-28 10:11" → "2026-02-28T10:11:00.000Z"
        moment "2026-02-28 10:11:12.345" → "2026-02-28T10:11:12.345Z"
        moment "2026-02-28T10:11:12+05:30" → "2026-02-28T04:41:12.000Z"
        moment "2026-02-28T23:00:00-02:00" → "2026-03-01T01:00:00.000Z"
        moment "2026-02-28" → "2026-02-28T00:00:00.000Z"
        moment "20260228" → "2026-02-28T00:00:00.000Z"
        moment "2026/02/28" → "2026-02-28T00:00:00.000Z"
        moment "02/28/2026" → "2026-02-28T00:00:00.000Z"
        moment "Feb 28, 2026" → "2026-02-28T00:00:00.000Z"
        moment null → same
        grade "HIGH" → same
        grade null → same
        stars "RATING_5" → same
        stars null → same
        tags ["HIGH","LOW"] → same
        tags "LOW" → ["LOW"]
        tags [] → []
        tags null → []
        words ["a","b, c","\"d\""] → same
        words "one" → ["one"]
        words [] → []
        words null → []
        notions {"a":[1,{"b":null}]} → same
        notions [1,"x"] → same
        notions "{\"a\":1}" → {"a":1}
        notions {} → null
        notions null → same
        mark "2A3B4C5D-0000-4000-8000-00000000ABCD" → "2a3b4c5d-0000-4000-8000-00000000abcd"
        mark null → same
        papers [{"label":"x","fileId":"2a3b4c5d-0000-4000-8000-00000000abcd"}] → same
        papers [] → null
        papers null → same
        companyId "00000000-0000-4000-8000-000000000008" → same
        companyId null → same
        """#)

    static let composite = Line.parse(
        #"""
        fullName {"firstName":"Ada","lastName":"Byron"} → same
        fullName {"firstName":"","lastName":null} → {"firstName":"","lastName":""}
        fullName null → {"firstName":"","lastName":""}
        mails {"primaryEmail":"ADA@Example.Com","additionalEmails":["B@C.De"]} → {"primaryEmail":"ada@example.com","additionalEmails":["b@c.de"]}
        mails {"primaryEmail":"","additionalEmails":[]} → {"primaryEmail":"","additionalEmails":[]}
        mails {"primaryEmail":null,"additionalEmails":null} → {"primaryEmail":"","additionalEmails":[]}
        phone {"primaryPhoneNumber":"+1 415 555 2671"} → {"primaryPhoneNumber":"4155552671","primaryPhoneCountryCode":"US","primaryPhoneCallingCode":"+1","additionalPhones":[]}
        phone {"primaryPhoneNumber":"0612345678","primaryPhoneCountryCode":"FR"} → {"primaryPhoneNumber":"612345678","primaryPhoneCountryCode":"FR","primaryPhoneCallingCode":"+33","additionalPhones":[]}
        phone {"primaryPhoneNumber":"612345678","primaryPhoneCountryCode":"FR","primaryPhoneCallingCode":"+33"} → {"primaryPhoneNumber":"612345678","primaryPhoneCountryCode":"FR","primaryPhoneCallingCode":"+33","additionalPhones":[]}
        phone {"primaryPhoneNumber":"+33612345678","additionalPhones":[{"number":"+33612345679","callingCode":"+33","countryCode":"FR"}]} → {"primaryPhoneNumber":"612345678","primaryPhoneCountryCode":"FR","primaryPhoneCallingCode":"+33","additionalPhones":[{"number":"612345679","callingCode":"+33","countryCode":"FR"}]}
        phone {"primaryPhoneNumber":""} → {"primaryPhoneNumber":"","primaryPhoneCountryCode":"","primaryPhoneCallingCode":"","additionalPhones":[]}
        site {"primaryLinkUrl":"https://test.com/"} → {"primaryLinkLabel":"","primaryLinkUrl":"https://test.com","secondaryLinks":[]}
        site {"primaryLinkUrl":"HTTPS://Test.COM/Path/"} → {"primaryLinkLabel":"","primaryLinkUrl":"https://test.com/Path","secondaryLinks":[]}
        site {"primaryLinkUrl":"https://test.com/a?b=C#D"} → {"primaryLinkLabel":"","primaryLinkUrl":"https://test.com/a?b=C#D","secondaryLinks":[]}
        site {"primaryLinkUrl":"Test.com"} → {"primaryLinkLabel":"","primaryLinkUrl":"Test.com","secondaryLinks":[]}
        site {"primaryLinkUrl":null,"secondaryLinks":[{"label":"B","url":"https://B.example/"},{"label":"","url":""},{"url":"c.example"}]} → {"primaryLinkLabel":"B","primaryLinkUrl":"https://b.example","secondaryLinks":[{"url":"c.example","label":""}]}
        site {"primaryLinkUrl":"a.example","secondaryLinks":"[{\"label\":\"B\",\"url\":\"b.example\"}]"} → {"primaryLinkLabel":"","primaryLinkUrl":"a.example","secondaryLinks":[{"url":"b.example","label":"B"}]}
        price {"amountMicros":1500000,"currencyCode":"EUR"} → same
        price {"amountMicros":"9007199254740993","currencyCode":"EUR"} → {"amountMicros":9007199254740993,"currencyCode":"EUR"}
        price {"amountMicros":"1500000.00","currencyCode":"EUR"} → {"amountMicros":1500000,"currencyCode":"EUR"}
        price {"amountMicros":-1.9,"currencyCode":"EUR"} → {"amountMicros":-1,"currencyCode":"EUR"}
        price {"amountMicros":"-0.5","currencyCode":"EUR"} → {"amountMicros":0,"currencyCode":"EUR"}
        price {"amountMicros":1e21,"currencyCode":"EUR"} → {"amountMicros":1000000000000000000000,"currencyCode":"EUR"}
        price {"amountMicros":"","currencyCode":""} → {"amountMicros":null,"currencyCode":null}
        price null → {"amountMicros":null,"currencyCode":null}
        place {"addressCity":"Ulm","addressLat":"48.4","addressLng":9.98} → {"addressStreet1":"","addressStreet2":"","addressCity":"Ulm","addressPostcode":"","addressState":"","addressCountry":"","addressLat":48.4,"addressLng":9.98}
        place {"addressLat":""} → {"addressStreet1":"","addressStreet2":"","addressCity":"","addressPostcode":"","addressState":"","addressCountry":"","addressLat":null,"addressLng":null}
        writer {"source":"IMPORT","name":"Ann"} → {"source":"IMPORT","workspaceMemberId":null,"name":"Ann","context":null}
        writer {"source":"IMPORT","workspaceMemberId":null,"name":"","context":{}} → {"source":"IMPORT","workspaceMemberId":null,"name":"","context":null}
        writer null → same
        essay {"markdown":"# Hi"} → {"blocknote":null,"markdown":"# Hi"}
        essay {"blocknote":"[]"} → {"blocknote":"[]","markdown":""}
        essay {"blocknote":"","markdown":""} → {"blocknote":null,"markdown":""}
        essay {"blocknote":"[{\"type\":\"paragraph\"}]","markdown":"x"} → same
        """#)

    private static let specimen = Task { try await Specimen.fresh() }

    @Test(arguments: single + composite)
    func aNewRecordHasIt(line: Line) async throws {
        let call = try await Self.specimen.value.call
        let made = try await call.create("specimens", line.body)
        #expect(made[line.field] == Specimen.json(line.shown))
        let read = try await call("GET", "/rest/specimens/\(made["id"].string)?fields=\(Self.name(of: line))")
        #expect(read.json["data"]["specimen"][line.field] == Specimen.json(line.shown))
    }

    /// Over a record that has a value there already.
    @Test(arguments: single + composite.filter { $0.sent == "null" || $0.field == "site" })
    func aChangedRecordHasIt(line: Line) async throws {
        let call = try await Self.specimen.value.call
        let id = try await call.create("specimens", Specimen.low)["id"].string
        let changed = try await call("PATCH", "/rest/specimens/\(id)", line.body)
        #expect(changed.status == 200)
        #expect(changed.json["data"]["updateSpecimen"][line.field] == Specimen.json(line.shown))
    }

    @Test(arguments: ["a1", "b", "n1"])
    func allOfARecordReadsAsItWasWritten(name: String) async throws {
        let specimen = try await Specimen.shared
        let number = (Specimen.names.firstIndex(of: name) ?? 0) + 1
        let record = try await specimen.call("GET", "/rest/specimens/\(Specimen.id(number))").json["data"]["specimen"]
        let expected = ["a1": Specimen.low, "b": Specimen.high][name] ?? Specimen.nothing
        for field in expected.memberNames { #expect(record[field] == expected[field], "\(field)") }
    }

    /// The relation's own name, where its join column is meant.
    private static func name(of line: Line) -> String { line.field == "companyId" ? "company" : line.field }
}
