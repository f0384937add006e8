import Contracts
import TestSupport
import Testing

/// Which records count as the same.
@Suite struct DuplicatesTests {
    private static let empty =
        #""totalCount":0,"pageInfo":{"hasNextPage":false,"hasPreviousPage":false,"startCursor":null,"endCursor":null}}"#

    private static func ids(_ item: JSONValue) -> [String] { item["personDuplicates"].elements.map { $0["id"].string } }

    private static func ada(_ email: String, link: String? = nil) -> JSONValue {
        [
            "name": ["firstName": "Ada", "lastName": "Lovelace"], "emails": ["primaryEmail": .string(email)],
            "linkedinLink": ["primaryLinkUrl": .optional(link)],
        ]
    }

    @Test(arguments: RecordCaller.prefixes)
    func anAnswerHasAPageForEveryRecord(prefix: String) async throws {
        let call = try await RecordCaller.fresh()
        let first = try await call.create("people", Self.ada("a@example.com"))
        let second = try await call.create("people", Self.ada("b@example.com"))
        let reply = try await call("POST", "\(prefix)/people/duplicates", ["ids": [first["id"], second["id"]]])
        #expect(reply.status == 200)
        let items = reply.json["data"].elements
        #expect(items.map { $0["personDuplicates"] } == [[second], [first]])
        #expect(items.first?.memberNames == ["personDuplicates", "totalCount", "pageInfo"])
        #expect(items.first?["totalCount"] == 1)
        let info = try #require(items.first?["pageInfo"])
        #expect(info.memberNames == ["hasNextPage", "hasPreviousPage", "startCursor", "endCursor"])
        #expect(info["hasNextPage"] == false && info["hasPreviousPage"] == false)
        #expect(info["startCursor"] == info["endCursor"])
        let after = try await call("GET", "/rest/people?starting_after=\(RecordCaller.escaped(info["endCursor"].string))")
        #expect(after.status == 200)
    }

    static let criteria: [(name: String, record: JSONValue, isDuplicate: Bool)] = [
        ("the whole name", ["name": ["firstName": "Ada", "lastName": "Lovelace"]], true),
        ("half the name", ["name": ["firstName": "Ada"]], false),
        ("another name", ["name": ["firstName": "Ada", "lastName": "Byron"]], false),
        ("the address", ["emails": ["primaryEmail": "ada@example.com"]], true),
        ("the address in capitals", ["emails": ["primaryEmail": "ADA@Example.com"]], true),
        ("the link", ["linkedinLink": ["primaryLinkUrl": "https://www.linkedin.com/in/ada"]], true),
        ("the link with a slash", ["linkedinLink": ["primaryLinkUrl": "https://www.LinkedIn.com/in/ada/"]], true),
        ("nothing to compare", ["jobTitle": "Analyst"], false),
        ("nothing at all", [:], false),
    ]

    @Test(arguments: criteria.indices)
    func agreementInOneCriterionIsEnough(index: Int) async throws {
        let (_, record, isDuplicate) = Self.criteria[index]
        let call = try await RecordCaller.fresh()
        let ada = try await call.create("people", Self.ada("ada@example.com", link: "https://www.linkedin.com/in/ada"))
        let reply = try await call("POST", "/rest/people/duplicates", ["data": [record]])
        #expect(reply.status == 200)
        #expect(reply.json["data"].elements.count == 1)
        #expect(Self.ids(reply.json["data"][0]) == (isDuplicate ? [ada["id"].string] : []))
    }

    @Test(arguments: [("Al", "Li", 0), ("Ali", "Lee", 1), ("Ali", "Le", 0)])
    func aValueOfLessThanThreeCharactersSaysNothing(first: String, last: String, count: Int) async throws {
        let call = try await RecordCaller.fresh()
        let name: JSONValue = ["name": ["firstName": .string(first), "lastName": .string(last)]]
        let record = try await call.create("people", name)
        _ = try await call.create("people", name)
        let reply = try await call("POST", "/rest/people/duplicates", ["ids": [record["id"]]])
        #expect(reply.json["data"][0]["totalCount"].int == count)
    }

    @Test func oneRecordThatAgreesTwiceIsToldOnce() async throws {
        let call = try await RecordCaller.fresh()
        let ada = try await call.create("people", Self.ada("ada@example.com", link: "https://example.com/ada"))
        let reply = try await call(
            "POST", "/rest/people/duplicates", ["data": [Self.ada("ada@example.com", link: "https://example.com/ada")]])
        #expect(Self.ids(reply.json["data"][0]) == [ada["id"].string])
    }

    @Test func unknownRecordsAreDroppedAndTheOthersKeepTheirOrder() async throws {
        let call = try await RecordCaller.fresh()
        let people = try await call.ids("people")
        let twin = try await call.create("companies", ["name": "Airbnb"])
        _ = twin
        let wanted = [people[3], RefusalTests.unknown, people[1]].map { JSONValue.string($0) }
        let reply = try await call("POST", "/rest/people/duplicates", ["ids": .array(wanted)])
        #expect(reply.text == #"{"data":[{"personDuplicates":[],\#(Self.empty),{"personDuplicates":[],\#(Self.empty)]}"#)
    }

    @Test func deletedRecordsAreNoDuplicates() async throws {
        let call = try await RecordCaller.fresh()
        let gone = try await call.create("people", Self.ada("a@example.com"))
        let ada = try await call.create("people", Self.ada("b@example.com"))
        _ = try await call("DELETE", "/rest/people/\(gone["id"].string)?soft_delete=true")
        let reply = try await call("POST", "/rest/people/duplicates", ["ids": [ada["id"], gone["id"]]])
        #expect(reply.text == #"{"data":[{"personDuplicates":[],\#(Self.empty)]}"#)
    }

    @Test func duplicatesAreToldInTheOrderOfTheirIDs() async throws {
        let call = try await RecordCaller.fresh()
        for number in 0..<5 { _ = try await call.create("people", Self.ada("\(number)@example.com")) }
        let reply = try await call(
            "POST", "/rest/people/duplicates", ["data": [["name": ["firstName": "Ada", "lastName": "Lovelace"]]]])
        let ids = Self.ids(reply.json["data"][0])
        #expect(ids.count == 5)
        #expect(ids == ids.sorted())
    }

    @Test func companiesAreTheSameByNameOrDomain() async throws {
        let call = try await RecordCaller.fresh()
        let data: JSONValue = [["name": "Airbnb"], ["domainName": ["primaryLinkUrl": "https://Stripe.com/"]]]
        let items = try await call("POST", "/rest/companies/duplicates", ["data": data]).json["data"].elements
        #expect(items.map { $0["companyDuplicates"][0]["name"] } == ["Airbnb", "Stripe"])
    }

    @Test func anObjectWithoutCriteriaHasNoDuplicates() async throws {
        let call = try await RecordCaller.shared
        let some = try await call.ids("opportunities")
        let reply = try await call("POST", "/rest/opportunities/duplicates", ["ids": [.string(some[0])]])
        #expect(reply.text == #"{"data":[{"opportunityDuplicates":[],\#(Self.empty)]}"#)
    }

    @Test func depthAndFieldsAreHonoured() async throws {
        let call = try await RecordCaller.shared
        let path = "/rest/people/duplicates?depth=1&fields=company,jobTitle"
        let reply = try await call("POST", path, ["data": [["emails": ["primaryEmail": "chesky@airbnb.com"]]]])
        let duplicate = reply.json["data"][0]["personDuplicates"][0]
        #expect(duplicate.memberNames == ["id", "jobTitle", "companyId", "company"])
        #expect(duplicate["company"]["name"] == "Airbnb")
    }

    @Test func noIDsHaveNoDuplicates() async throws {
        let reply = try await RecordCaller.shared("POST", "/rest/people/duplicates", ["ids": []])
        #expect(reply.status == 200)
        #expect(reply.text == #"{"data":[]}"#)
    }

    @Test func whatIsNullIsNotGiven() async throws {
        let body: JSONValue = ["ids": nil, "data": [["jobTitle": "Analyst"]]]
        let reply = try await RecordCaller.shared("POST", "/rest/people/duplicates", body)
        #expect(reply.text == #"{"data":[{"personDuplicates":[],\#(Self.empty)]}"#)
    }

    /// Of an object without criteria too, whatever a record of it would need.
    @Test(arguments: ["notes", "tasks", "workspaceMembers", "timelineActivities", "attachments", "dashboards"])
    func anyObjectCanBeAskedFor(objects: String) async throws {
        let reply = try await RecordCaller.shared("POST", "/rest/\(objects)/duplicates", ["data": [[:], [:]]])
        #expect(reply.status == 200)
        #expect(reply.json["data"].elements.map { $0["totalCount"] } == [0, 0])
    }

    @Test(arguments: [
        RefusalTests.Refusal(
            "POST", "", ["ids": [], "data": []], bad: "You cannot provide both \"data\" and \"ids\" arguments"),
        RefusalTests.Refusal(
            "POST", "", ["ids": nil, "data": nil], bad: "You have to provide either \"data\" or \"ids\" argument"),
        RefusalTests.Refusal("POST", "", [:], bad: "You have to provide either \"data\" or \"ids\" argument"),
        RefusalTests.Refusal(
            "POST", "", ["data": []], bad: "The \"data\" condition can not be empty when \"ids\" input not provided"),
        RefusalTests.Refusal("POST", "", ["ids": ["x"]], bad: "'x' is not a valid UUID"),
        RefusalTests.Refusal("POST", "", ["ids": "x"], bad: "\"ids\" must be an array of record IDs"),
        RefusalTests.Refusal("POST", "", ["data": [1]], bad: "\"data\" must be an array of records"),
        RefusalTests.Refusal("POST", "", ["data": [["foo": 1]]], bad: "Object person doesn't have any \"foo\" field."),
        RefusalTests.Refusal(
            "POST", "?depth=2", ["ids": []], bad: "'depth=2' parameter invalid. Allowed values are 0, 1"),
    ])
    func whatCannotBeSearchedForIsRefused(refusal: RefusalTests.Refusal) async throws {
        let reply = try await RecordCaller.shared("POST", "/rest/people/duplicates\(refusal.path)", refusal.body)
        #expect(reply.status == 400)
        #expect(reply.text == refusal.answer)
    }
}
