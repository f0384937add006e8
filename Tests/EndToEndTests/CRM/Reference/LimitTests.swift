import Contracts
import TestSupport
import Testing

/// How many records one answer holds.
@Suite struct LimitTests {
    /// An organization with 205 companies, and 70 people at the first of them.
    private static let caller = Task {
        let call = try await RecordCaller.fresh()
        let companies = (0..<200).map { JSONValue.object(JSONObject([JSONMember("name", .string("c\($0)"))])) }
        let made = try await call("POST", "/rest/batch/companies", .array(companies))
        let first = made.json["data"]["createCompanies"][0]["id"]
        let people = Array(repeating: JSONValue.object(JSONObject([JSONMember("companyId", first)])), count: 70)
        _ = try await call("POST", "/rest/batch/people", .array(people))
        return (call: call, company: first)
    }

    @Test(arguments: [
        ("", 60, true), ("limit=60", 60, true), ("limit=61", 61, true), ("limit=199", 199, true), ("limit=200", 200, true),
        ("limit=201", 200, true), ("limit=1000000", 200, true), ("limit=0", 0, true),
        ("limit=3&filter=name[startsWith]:c19", 3, true),
        ("filter=name[startsWith]:c19", 11, false),
    ])
    func aPageHasAsManyAsAreAskedForUpTo200(query: String, count: Int, hasNext: Bool) async throws {
        let page = try await Self.caller.value.call("GET", "/rest/companies?\(query)")
        #expect(page.json["data"]["companies"].elements.count == count)
        #expect(page.json["totalCount"].int == (query.contains("filter") ? 11 : 205))
        #expect(page.json["pageInfo"]["hasNextPage"] == .bool(hasNext))
        #expect(page.json["pageInfo"]["hasPreviousPage"] == false)
    }

    @Test func theLastPageHasWhatIsLeft() async throws {
        let call = try await Self.caller.value.call
        let first = try await call("GET", "/rest/companies?limit=500")
        let end = RecordCaller.escaped(first.json["pageInfo"]["endCursor"].string)
        let second = try await call("GET", "/rest/companies?limit=500&starting_after=\(end)")
        #expect(second.json["data"]["companies"].elements.count == 5)
        #expect(second.json["pageInfo"]["hasNextPage"] == false)
    }

    /// 60 where records are read or changed, 200 where they are made.
    @Test func aRecordComesWithSoManyOfEachRelation() async throws {
        let (call, company) = try await Self.caller.value
        let path = "/rest/companies/\(company.string)?depth=1"
        #expect(try await call("GET", path).json["data"]["company"]["people"].elements.count == 60)
        #expect(try await call("PATCH", path, [:]).json["data"]["updateCompany"]["people"].elements.count == 60)
        let made = try await call("POST", "/rest/companies?depth=1&upsert=true", ["id": company])
        #expect(made.json["data"]["createCompany"]["people"].elements.count == 70)
    }
}
