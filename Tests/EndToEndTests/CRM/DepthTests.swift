import Contracts
import TestSupport
import Testing

/// What an answer shows of the records that relations lead to.
@Suite struct DepthTests {
    /// A company and a person of it, both made by the test.
    private struct Pair {
        let call: RecordCaller
        let company: JSONValue
        let person: JSONValue

        static func make() async throws -> Pair {
            let call = try await RecordCaller.fresh()
            let company = try await call.create("companies", ["name": "Analytical Engines"])
            let person = try await call.create("people", ["jobTitle": "Analyst", "companyId": company["id"]])
            return Pair(call: call, company: company, person: person)
        }

        func person(depth: Int) async throws -> JSONValue {
            try await call("GET", "/rest/people/\(person["id"].string)?depth=\(depth)").json["data"]["person"]
        }
    }

    static let relations: [(plural: String, single: [String], many: [String])] = [
        (
            "people", ["company"],
            ["pointOfContactForOpportunities", "taskTargets", "noteTargets", "attachments", "timelineActivities"]
        ),
        (
            "companies", ["accountOwner"],
            ["people", "taskTargets", "noteTargets", "opportunities", "attachments", "timelineActivities"]
        ),
        (
            "opportunities", ["pointOfContact", "company", "owner"],
            ["taskTargets", "noteTargets", "attachments", "timelineActivities"]
        ),
        ("tasks", ["assignee"], ["taskTargets", "attachments", "timelineActivities"]),
        ("noteTargets", ["note", "targetPerson", "targetCompany", "targetOpportunity"], []),
    ]

    @Test(arguments: RecordCaller.prefixes, relations.map(\.plural))
    func depthOneAddsEveryRelation(prefix: String, plural: String) async throws {
        let expected = try #require(Self.relations.first { $0.plural == plural })
        let call = try await RecordCaller.fresh()
        let record = Self.record(in: try await call("POST", "\(prefix)/\(plural)?depth=1", [:]))
        let plain = Self.record(in: try await call("GET", "\(prefix)/\(plural)/\(record["id"].string)"))
        #expect(Array(record.memberNames.prefix(plain.memberNames.count)) == plain.memberNames)
        #expect(Set(record.memberNames.dropFirst(plain.memberNames.count)).isSuperset(of: expected.single + expected.many))
        for name in expected.single { #expect(record[name] == .null, "\(name)") }
        for name in expected.many { #expect(record[name] == [], "\(name)") }
    }

    private static func record(in reply: ProductAPI.Reply) -> JSONValue {
        reply.json["data"].memberNames.first.map { reply.json["data"][$0] } ?? .null
    }

    @Test func depthZeroNamesARelationByItsJoinColumnAlone() async throws {
        let pair = try await Pair.make()
        let person = try await pair.person(depth: 0)
        #expect(person["companyId"] == pair.company["id"])
        #expect(!person.memberNames.contains("company"))
        #expect(!person.memberNames.contains("noteTargets"))
    }

    @Test func aRelatedRecordReadsAsItDoesByItself() async throws {
        let pair = try await Pair.make()
        #expect(try await pair.person(depth: 1)["company"] == pair.company)
        let company = try await pair.call("GET", "/rest/companies/\(pair.company["id"].string)?depth=1").json["data"]["company"]
        #expect(company["people"] == .array([pair.person]))
    }

    @Test func everyPersonOfAPageHasTheirOwnCompany() async throws {
        let call = try await RecordCaller.shared
        let companies = try await call("GET", "/rest/companies").json["data"]["companies"].elements
        let people = try await call("GET", "/rest/people?depth=1").json["data"]["people"].elements
        #expect(people.count == 5)
        for person in people {
            #expect(person["company"] == companies.first { $0["id"] == person["companyId"] })
            #expect(person["company"].memberNames.contains("people") == false)
        }
    }

    @Test func aPageBeforeACursorKeepsRecordsAndRelationsTogether() async throws {
        let call = try await RecordCaller.shared
        let all = try await call("GET", "/rest/people?depth=1")
        let end = RecordCaller.escaped(all.json["pageInfo"]["endCursor"].string)
        let page = try await call("GET", "/rest/people?depth=1&limit=2&ending_before=\(end)")
        #expect(page.json["data"]["people"].elements == Array(all.json["data"]["people"].elements[2...3]))
    }

    @Test func aDeletedTargetReadsAsNone() async throws {
        let pair = try await Pair.make()
        _ = try await pair.call("DELETE", "/rest/companies/\(pair.company["id"].string)?soft_delete=true")
        let person = try await pair.person(depth: 1)
        #expect(person["company"] == .null)
        #expect(person["companyId"] == .null)
        #expect(person.memberNames.contains("companyId"))
        #expect(try await pair.person(depth: 0)["companyId"] == pair.company["id"])
    }

    @Test func aDeletedRecordIsNotAmongThoseOfItsTarget() async throws {
        let pair = try await Pair.make()
        _ = try await pair.call("DELETE", "/rest/people/\(pair.person["id"].string)?soft_delete=true")
        let company = try await pair.call("GET", "/rest/companies/\(pair.company["id"].string)?depth=1")
        #expect(company.json["data"]["company"]["people"] == [])
    }

    @Test func aLegOfANoteTargetIsARelationLikeOthers() async throws {
        let pair = try await Pair.make()
        let note = try await pair.call.create("notes", ["title": "Met"])
        _ = try await pair.call.create("noteTargets", ["noteId": note["id"], "targetPersonId": pair.person["id"]])
        let target = try await pair.call("GET", "/rest/noteTargets?depth=1").json["data"]["noteTargets"][0]
        #expect(target["note"] == note)
        #expect(target["targetPerson"] == pair.person)
        #expect(target["targetCompany"] == .null)
    }

    @Test func whatIsWrittenIsAnsweredWithItsRelations() async throws {
        let pair = try await Pair.make()
        let body: JSONValue = ["companyId": pair.company["id"]]
        let created = try await pair.call("POST", "/rest/people?depth=1", body)
        #expect(created.json["data"]["createPerson"]["company"] == pair.company)
        let path = "/rest/people/\(created.json["data"]["createPerson"]["id"].string)"
        for method in ["PATCH", "PUT"] {
            let updated = try await pair.call(method, path + "?depth=1", ["jobTitle": "Programmer"])
            #expect(updated.json["data"]["updatePerson"]["company"] == pair.company)
        }
    }

    @Test func atMostSixtyRecordsAreShownWithOne() async throws {
        let pair = try await Pair.make()
        for _ in 0..<60 { _ = try await pair.call.create("people", ["companyId": pair.company["id"]]) }
        let company = try await pair.call("GET", "/rest/companies?depth=1").json["data"]["companies"].elements
            .first { $0["id"] == pair.company["id"] }
        #expect(company?["people"].elements.count == 60)
    }

    @Test(arguments: ["", "/\(RefusalTests.unknown)"], ["2", "-1", "x", "01", "1.0"])
    func otherDepthsAreRefused(path: String, depth: String) async throws {
        let reply = try await RecordCaller.shared("GET", "/rest/people\(path)?depth=\(depth)")
        let refusal = RefusalTests.Refusal("GET", "", bad: "'depth=\(depth)' parameter invalid. Allowed values are 0, 1")
        #expect(reply.status == 400)
        #expect(reply.text == refusal.answer)
    }

    @Test func aRecordIsNotWrittenWhenTheDepthIsRefused() async throws {
        let call = try await RecordCaller.fresh()
        let reply = try await call("POST", "/rest/people?depth=2", ["jobTitle": "Ghost"])
        #expect(reply.status == 400)
        #expect(try await call.ids("people").count == 5)
    }

    @Test func anEmptyDepthCountsAsAbsent() async throws {
        let page = try await RecordCaller.shared("GET", "/rest/people?depth=")
        #expect(page.json["data"]["people"][0].memberNames.contains("company") == false)
        #expect(page.status == 200)
    }
}
