import Contracts
import TestSupport
import Testing

/// What an answer looks like: statuses, envelopes, and the order of keys, which clients that print JSON depend on.
@Suite struct EnvelopeTests {
    private static let begin = ["id", "createdAt", "updatedAt", "deletedAt"]
    private static let end = ["position", "createdBy", "updatedBy", "searchVector"]

    static let objects: [(plural: String, singular: String, own: [String])] = [
        ("people", "Person", ["name", "emails", "linkedinLink", "jobTitle", "phones", "avatarUrl", "avatarFile", "companyId"]),
        ("companies", "Company", ["name", "domainName", "address", "linkedinLink", "annualRevenue", "accountOwnerId"]),
        ("opportunities", "Opportunity", ["name", "amount", "closeDate", "stage", "pointOfContactId", "companyId", "ownerId"]),
    ]

    @Test(arguments: RecordCaller.prefixes, objects.map(\.plural))
    func aPageHasItsRecordsThenItsCountThenItsCursors(prefix: String, plural: String) async throws {
        let object = try #require(Self.objects.first { $0.plural == plural })
        let page = try await RecordCaller.shared("GET", "\(prefix)/\(plural)?limit=2")
        #expect(page.status == 200)
        #expect(page.headers["content-type"] == "application/json; charset=utf-8")
        #expect(page.json.memberNames == ["data", "totalCount", "pageInfo"])
        #expect(page.json["data"].memberNames == [plural])
        #expect(page.json["pageInfo"].memberNames == ["startCursor", "endCursor", "hasNextPage", "hasPreviousPage"])
        #expect(page.json["data"][plural].elements.map(\.memberNames) == [Self.begin + object.own + Self.end].twice)
    }

    @Test(arguments: RecordCaller.prefixes, objects.map(\.plural))
    func oneRecordIsMadeReadChangedAndDeleted(prefix: String, plural: String) async throws {
        let object = try #require(Self.objects.first { $0.plural == plural })
        let call = try await RecordCaller.fresh()
        let created = try await call("POST", "\(prefix)/\(plural)", [:])
        #expect(created.status == 201)
        #expect(created.json["data"].memberNames == ["create\(object.singular)"])
        let record = created.json["data"]["create\(object.singular)"]
        let path = "\(prefix)/\(plural)/\(record["id"].string)"

        let read = try await call("GET", path)
        #expect(read.status == 200)
        #expect(read.json == ["data": .object(JSONObject([JSONMember(object.singular.lowercased(), record)]))])

        let updated = try await call("PATCH", path, ["position": 7])
        #expect(updated.status == 200)
        #expect(updated.json["data"]["update\(object.singular)"]["position"] == 7)

        let deleted = try await call("DELETE", path)
        #expect(deleted.status == 200)
        #expect(deleted.text == #"{"data":{"delete\#(object.singular)":{"id":"\#(record["id"].string)"}}}"#)
    }

    @Test(arguments: objects.map(\.plural))
    func bothPrefixesShowTheSame(plural: String) async throws {
        let call = try await RecordCaller.shared
        #expect(try await call("GET", "/rest/\(plural)").body == call("GET", "/api/\(plural)").body)
    }

    @Test(arguments: ["/rest/people/", "/rest//people", "/rest/people//"])
    func emptySegmentsOfAPathCountForNothing(path: String) async throws {
        let call = try await RecordCaller.shared
        #expect(try await call("GET", path).body == call("GET", "/rest/people").body)
    }

    @Test(arguments: [("people", 5), ("companies", 5), ("opportunities", 6)])
    func aNewWorkspaceHasRecordsToLookAt(plural: String, count: Int) async throws {
        let page = try await RecordCaller.fresh()("GET", "/rest/\(plural)")
        #expect(page.json["totalCount"].int == count)
        #expect(page.json["data"][plural].elements.count == count)
    }

    @Test func compositesHaveTheirPartsInOrder() async throws {
        let call = try await RecordCaller.shared
        let person = try await call("GET", "/rest/people?limit=1").json["data"]["people"][0]
        #expect(person["name"].memberNames == ["firstName", "lastName"])
        #expect(person["emails"].memberNames == ["primaryEmail", "additionalEmails"])
        #expect(
            person["phones"].memberNames == [
                "primaryPhoneNumber", "primaryPhoneCountryCode", "primaryPhoneCallingCode", "additionalPhones",
            ])
        #expect(person["linkedinLink"].memberNames == ["primaryLinkLabel", "primaryLinkUrl", "secondaryLinks"])
        #expect(person["createdBy"].memberNames == ["source", "workspaceMemberId", "name", "context"])
        let company = try await call("GET", "/rest/companies?limit=1").json["data"]["companies"][0]
        #expect(company["annualRevenue"].memberNames == ["amountMicros", "currencyCode"])
        let parts = ["Street1", "Street2", "City", "Postcode", "State", "Country", "Lat", "Lng"]
        #expect(company["address"].memberNames == parts.map { "address\($0)" })
    }
}

extension Array {
    fileprivate var twice: [Element] { self + self }
}
