import Contracts
import TestSupport
import Testing

/// Answers that show the fields that were asked for and no others.
@Suite struct FieldsTests {
    @Test(arguments: [
        ("name", ["id", "name"]), ("id", ["id"]), ("jobTitle,emails", ["id", "emails", "jobTitle"]),
        ("%20jobTitle%20,%20emails,", ["id", "emails", "jobTitle"]), ("name,name,id", ["id", "name"]),
        ("name&fields=jobTitle", ["id", "name", "jobTitle"]), ("company", ["id", "companyId"]),
        ("searchVector,deletedAt", ["id", "deletedAt", "searchVector"]),
        ("company&depth=1", ["id", "companyId", "company"]), ("name&depth=1", ["id", "name"]),
        ("noteTargets,name&depth=1", ["id", "name", "noteTargets"]),
        ("noteTargets,company&depth=1", ["id", "companyId", "company", "noteTargets"]),
    ])
    func theyAreShownInTheOrderOfTheObject(fields: String, keys: [String]) async throws {
        let call = try await RecordCaller.shared
        let page = try await call("GET", "/rest/people?fields=\(fields)")
        #expect(page.status == 200)
        #expect(page.json["totalCount"].int == 5)
        #expect(page.json["data"]["people"].elements.map(\.memberNames) == Array(repeating: keys, count: 5))
        let one = try await call("GET", "/rest/people/\(page.json["data"]["people"][0]["id"].string)?fields=\(fields)")
        #expect(one.json["data"]["person"] == page.json["data"]["people"][0])
    }

    @Test func valuesAreThoseOfTheWholeRecord() async throws {
        let call = try await RecordCaller.shared
        let whole = try await call("GET", "/rest/people").json["data"]["people"].elements
        let some = try await call("GET", "/rest/people?fields=name,emails,createdBy").json["data"]["people"].elements
        for (record, part) in zip(whole, some) {
            for name in part.memberNames { #expect(part[name] == record[name]) }
        }
    }

    @Test func pagesOfChosenFieldsFollowEachOther() async throws {
        let call = try await RecordCaller.shared
        let first = try await call("GET", "/rest/people?fields=jobTitle&limit=2")
        let end = RecordCaller.escaped(first.json["pageInfo"]["endCursor"].string)
        let second = try await call("GET", "/rest/people?fields=jobTitle&limit=3&starting_after=\(end)")
        let seen = (first.json["data"]["people"].elements + second.json["data"]["people"].elements).map { $0["id"].string }
        #expect(try await seen == call.ids("people"))
    }

    @Test func aWriteIsCompleteWhateverItsAnswerShows() async throws {
        let call = try await RecordCaller.fresh()
        let body: JSONValue = ["jobTitle": "Analyst", "name": ["firstName": "Ada", "lastName": "Lovelace"]]
        let created = try await call("POST", "/rest/people?fields=name", body)
        #expect(created.status == 201)
        let record = created.json["data"]["createPerson"]
        #expect(record.memberNames == ["id", "name"])
        let updated = try await call("PATCH", "/rest/people/\(record["id"].string)?fields=jobTitle", ["avatarUrl": "x"])
        #expect(updated.json["data"]["updatePerson"] == ["id": record["id"], "jobTitle": "Analyst"])
        let whole = try await call("GET", "/rest/people/\(record["id"].string)")
        #expect(whole.json["data"]["person"]["avatarUrl"] == "x")
    }

    static let refusals = [
        ("", "'fields' parameter is empty. Name at least one field, eg: fields=id,createdAt"),
        (",%20,", "'fields' parameter is empty. Name at least one field, eg: fields=id,createdAt"),
        ("foo,name,bar", "'fields' parameter invalid. Object person has no readable field: foo, bar"),
        ("companyId", "'fields' parameter invalid. Object person has no readable field: companyId"),
        ("name.firstName", "'fields' parameter invalid. Object person has no readable field: name.firstName"),
        (
            "noteTargets,name,attachments",
            "'fields' parameter invalid. One-to-many relations need a positive depth (depth=1): noteTargets, attachments"
        ),
        ("foo&depth=1", "'fields' parameter invalid. Object person has no readable field: foo"),
        ("Name", "'fields' parameter invalid. Object person has no readable field: Name"),
    ]

    @Test(arguments: RecordCaller.prefixes, refusals)
    func whatIsNoFieldIsRefusedByName(prefix: String, refusal: (fields: String, message: String)) async throws {
        let call = try await RecordCaller.shared
        let answer = RefusalTests.Refusal("GET", "", bad: refusal.message).answer
        for path in ["/people", "/people/\(RefusalTests.unknown)"] {
            let reply = try await call("GET", "\(prefix)\(path)?fields=\(refusal.fields)")
            #expect(reply.status == 400)
            #expect(reply.text == answer)
        }
    }

    @Test func nothingIsWrittenWhenAFieldIsRefused() async throws {
        let call = try await RecordCaller.fresh()
        #expect(try await call("POST", "/rest/people?fields=foo", [:]).status == 400)
        #expect(try await call.ids("people").count == 5)
    }

    @Test func anAnswerWithEveryFieldIsNotCapped() async throws {
        let page = try await RecordCaller.shared("GET", "/rest/people")
        #expect(page.headers["x-twenty-fields-capped"] == nil)
        #expect(page.headers["x-twenty-fields-max"] == nil)
    }
}
