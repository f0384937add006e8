import Contracts
import TestSupport
import Testing

/// What becomes of values on their way in and out.
@Suite struct RecordValueTests {
    @Test func emptyAndNullAreTheSame() async throws {
        let call = try await RecordCaller.fresh()
        let empty: JSONValue = [
            "jobTitle": "", "name": ["firstName": "", "lastName": nil], "emails": ["primaryEmail": "", "additionalEmails": []],
        ]
        let person = try await call.create("people", empty)
        #expect(person["jobTitle"] == "")
        #expect(person["name"] == ["firstName": "", "lastName": ""])
        #expect(person["emails"] == ["primaryEmail": "", "additionalEmails": []])
        let stored = try await call.create("people", ["jobTitle": nil, "name": nil, "emails": nil])
        for field in ["jobTitle", "name", "emails"] { #expect(stored[field] == person[field]) }
    }

    @Test func twoPeopleWithoutAnAddressAreNoDuplicates() async throws {
        let call = try await RecordCaller.fresh()
        for _ in 0..<2 { #expect(try await call("POST", "/rest/people", ["emails": ["primaryEmail": ""]]).status == 201) }
    }

    @Test func whatIsNotTextStaysNull() async throws {
        let call = try await RecordCaller.fresh()
        let opportunity = try await call.create("opportunities", [:])
        #expect(opportunity["amount"] == ["amountMicros": nil, "currencyCode": nil])
        #expect(opportunity["closeDate"] == .null)
        #expect(opportunity["stage"] == "NEW")
        let company = try await call.create(
            "companies", ["address": ["addressCity": "Ulm", "addressLat": "48.4", "addressLng": "9.98"]])
        #expect(company["address"]["addressStreet1"] == "")
        let address = String(decoding: JSONWriter.encode(company["address"]), as: UTF8.self)
        #expect(address.hasSuffix(#""addressLat":48.4,"addressLng":9.98}"#))
    }

    @Test func addressesAndLinksAreNormalised() async throws {
        let call = try await RecordCaller.fresh()
        let person = try await call.create(
            "people",
            [
                "emails": ["primaryEmail": "Ada@Example.COM", "additionalEmails": ["B@example.com"]],
                "linkedinLink": ["primaryLinkUrl": "https://Test.com/"],
                "phones": ["primaryPhoneNumber": "+49 151 23456", "primaryPhoneCallingCode": "+49"],
            ])
        #expect(person["emails"] == ["primaryEmail": "ada@example.com", "additionalEmails": ["b@example.com"]])
        #expect(person["linkedinLink"]["primaryLinkUrl"] == "https://test.com")
        #expect(person["phones"]["primaryPhoneNumber"] == "15123456")
        #expect(person["phones"]["primaryPhoneCallingCode"] == "+49")
    }

    @Test func positionsAreAtTheFrontAtTheEndOrWhereverOneSays() async throws {
        let call = try await RecordCaller.fresh()
        #expect(try await call.create("people", ["position": "last"])["position"] == 6)
        #expect(try await call.create("people", [:])["position"] == 0)
        #expect(try await call.create("people", ["position": "first"])["position"] == -1)
        #expect(try await call.create("people", ["position": 12])["position"] == 12)
    }

    @Test func idsAndTimesMayBeGiven() async throws {
        let call = try await RecordCaller.fresh()
        let given: JSONValue = ["id": .string(RefusalTests.unknown), "createdAt": "2020-02-29T12:00:00+02:00"]
        let person = try await call.create("people", given)
        #expect(person["id"].string == RefusalTests.unknown)
        #expect(person["createdAt"] == "2020-02-29T10:00:00.000Z")
        let again = try await call("POST", "/rest/people", given)
        #expect(again.json["messages"] == ["A duplicate entry was detected"])
    }

    @Test(arguments: ["PATCH", "PUT"])
    func bothWaysToUpdateChangeOnlyWhatIsSent(method: String) async throws {
        let call = try await RecordCaller.fresh()
        let before = try await call.create("people", ["name": ["firstName": "Ada", "lastName": "Byron"], "jobTitle": "Countess"])
        let path = "/api/people/\(before["id"].string)"
        let after = try await call(method, path, ["name": ["lastName": "Lovelace"]]).json["data"]["updatePerson"]
        #expect(after["name"] == ["firstName": "Ada", "lastName": "Lovelace"])
        #expect(after["jobTitle"] == "Countess")
        #expect(after["createdAt"] == before["createdAt"])
        #expect(after["updatedAt"].string > before["updatedAt"].string)
    }

    @Test func itsOwnIDInABodyChangesNothing() async throws {
        let call = try await RecordCaller.fresh()
        let ids = try await call.ids("people")
        let same = try await call("PATCH", "/rest/people/\(ids[0])", ["id": .string(ids[0].uppercased()), "jobTitle": "CEO"])
        #expect(same.json["data"]["updatePerson"]["id"].string == ids[0])
        for path in ["/rest/people/\(ids[1])", "/rest/people?filter=jobTitle[eq]:CEO"] {
            let other = try await call("PATCH", path, ["id": .string(ids[0])])
            #expect(other.text == RefusalTests.Refusal("", "", bad: "Field \"id\" cannot be written").answer)
        }
    }

    @Test func recordsAreLinkedAndLetGoOf() async throws {
        let call = try await RecordCaller.fresh()
        let company = try await call.create("companies", ["name": "Engines"])["id"]
        let person = try await call.create("people", ["companyId": company])
        #expect(person["companyId"] == company)
        let path = "/rest/people/\(person["id"].string)"
        let freed = try await call("PATCH", path, ["company": ["disconnect": true]])
        #expect(freed.json["data"]["updatePerson"]["companyId"] == .null)
    }
}
