import Contracts
import TestSupport
import Testing

/// Who is said to have made and changed a record.
@Suite struct AuthorTests {
    /// The acting member as records name them.
    private func member(of call: RecordCaller) async throws -> JSONValue {
        let member = try await call("GET", "/rest/workspaceMembers").json["data"]["workspaceMembers"][0]
        let parts = [member["name"]["firstName"].string, member["name"]["lastName"].string].filter { !$0.isEmpty }
        let name = parts.isEmpty ? member["userEmail"].string : parts.joined(separator: " ")
        return ["source": "MANUAL", "workspaceMemberId": member["id"], "name": .string(name), "context": [:]]
    }

    @Test func theActingMemberIsTheAuthor() async throws {
        let call = try await RecordCaller.fresh()
        let member = try await member(of: call)
        let company = try await call.create("companies", ["name": "X"])
        #expect(company["createdBy"] == member)
        #expect(company["updatedBy"] == member)
    }

    @Test func aSourceWithoutANameKeepsTheSource() async throws {
        let call = try await RecordCaller.fresh()
        let member = try await member(of: call)
        let company = try await call.create("companies", ["createdBy": ["source": "IMPORT"]])
        #expect(company["createdBy"]["source"] == "IMPORT")
        for part in ["name", "workspaceMemberId"] { #expect(company["createdBy"][part] == member[part]) }
    }

    @Test func aNameKeepsTheWholeValue() async throws {
        let call = try await RecordCaller.fresh()
        let given: JSONValue = ["source": "CALENDAR", "name": "Ada", "context": ["a": 1]]
        let company = try await call.create("companies", ["createdBy": given])
        #expect(company["createdBy"] == ["source": "CALENDAR", "workspaceMemberId": nil, "name": "Ada", "context": ["a": 1]])
    }

    @Test func whoChangesIsNotTheCallersToSay() async throws {
        let call = try await RecordCaller.fresh()
        let member = try await member(of: call)
        let forged: JSONValue = ["updatedBy": ["source": "SYSTEM", "name": "Mallory"], "updatedAt": "2000-01-01"]
        let company = try await call.create("companies", forged)
        #expect(company["updatedBy"] == member)
        let filter = "filter=" + RecordCaller.escaped("id[eq]:\(company["id"].string)")
        let many = try await call("PATCH", "/rest/companies?\(filter)", forged).json["data"]["updateCompanies"][0]
        let one = try await call("PATCH", "/rest/companies/\(company["id"].string)", forged).json["data"]["updateCompany"]
        for record in [many, one] {
            #expect(record["updatedBy"] == member)
            #expect(record["updatedAt"].string >= company["updatedAt"].string)
        }
    }
}
