import Contracts
import HTTPTypes
import Testing

@testable import CRMPlugin

@Suite struct RecordReadTests {
    @Test(arguments: ["/rest", "/api"])
    func freshWorkspaceHasItsRecords(prefix: String) async throws {
        let workspace = try await CRMWorkspace.make()
        for (objects, count) in [("people", 5), ("companies", 5), ("opportunities", 6), ("dashboards", 1), ("workspaceMembers", 1)]
        {
            let answer = try await workspace.send(.get, "\(prefix)/\(objects)")
            #expect(answer.status == 200)
            #expect(answer.ids(objects).count == count)
            #expect(answer["totalCount"] == .integer(count))
        }
    }

    @Test func everyObjectOfTheMetadataIsServed() async throws {
        let workspace = try await CRMWorkspace.make()
        let plurals = try await workspace.query("SELECT \"namePlural\" FROM core.\"objectMetadata\"").map { $0.text(0) ?? "" }
        #expect(plurals.count == 28)
        for plural in plurals {
            #expect(try await workspace.send(.get, "/rest/\(plural)").status == 200, "\(plural)")
        }
    }

    @Test func recordHasTheKeysOfItsMetadata() async throws {
        let workspace = try await CRMWorkspace.make()
        let answer = try await workspace.send(.get, "/rest/people", query: "limit=1")
        guard case .object(let person)? = answer["data", "people", "0"] else { return #expect(Bool(false), "\(answer.text)") }
        #expect(
            person.names == [
                "id", "createdAt", "updatedAt", "deletedAt", "name", "emails", "linkedinLink", "jobTitle", "phones", "avatarUrl",
                "avatarFile", "companyId", "position", "createdBy", "updatedBy", "searchVector",
            ])
        #expect(answer["data", "people", "0", "jobTitle"] == "")
        #expect(answer["data", "people", "0", "createdBy", "source"] == "SYSTEM")
        #expect(answer["data", "people", "0", "emails", "additionalEmails"] == [])
        #expect(answer["data", "people", "0", "deletedAt"] == .null)
        #expect(answer.string("data", "people", "0", "createdAt").utf8.count == "2026-03-09T08:15:30.250Z".utf8.count)
    }

    @Test func pagesFollowEachOtherToTheEnd() async throws {
        let workspace = try await CRMWorkspace.make()
        var seen: [String] = []
        var query = "limit=2"
        repeat {
            let page = try await workspace.send(.get, "/rest/people", query: query)
            #expect(page["totalCount"] == 5)
            #expect(page["pageInfo", "hasPreviousPage"] == false)
            seen += page.ids("people")
            let end = page.string("pageInfo", "endCursor")
            query = page["pageInfo", "hasNextPage"] == true ? "limit=2&starting_after=\(end)" : ""
        } while !query.isEmpty
        #expect(seen.count == 5)
        #expect(seen == seen.sorted())
    }

    @Test func pageBeforeACursorIsToldForwards() async throws {
        let workspace = try await CRMWorkspace.make()
        let all = try await workspace.send(.get, "/rest/people").ids("people")
        let page = try await workspace.send(.get, "/rest/people", query: "limit=2&ending_before=\(Cursor.encode(all[4]))")
        #expect(page.ids("people") == [all[2], all[3]])
        #expect(page["pageInfo", "hasNextPage"] == false)
        #expect(page["pageInfo", "hasPreviousPage"] == true)
        #expect(page.string("pageInfo", "startCursor") == Cursor.encode(all[3]))
        #expect(page.string("pageInfo", "endCursor") == Cursor.encode(all[2]))
    }

    @Test func emptyPageStillCounts() async throws {
        let workspace = try await CRMWorkspace.make()
        let page = try await workspace.send(.get, "/rest/people", query: "limit=0")
        let info = #""pageInfo":{"startCursor":null,"endCursor":null,"hasNextPage":true,"hasPreviousPage":false}"#
        #expect(page.text == #"{"data":{"people":[]},"totalCount":5,"# + info + "}")
    }

    @Test(arguments: [
        ("/rest/person", 400, "object 'person' not found. Did you mean 'people'?"),
        ("/rest/rockets", 400, "object 'rockets' not found. eg: companies"),
        ("/rest/people/x", 400, "'x' is not a valid UUID"),
        ("/rest/people/00000000-0000-0000-0000-000000000000", 400, "'00000000-0000-0000-0000-000000000000' is not a valid UUID"),
        ("/rest/people/9f2b1c54-0c3e-4a57-9d5e-0b3e8a1c7d21", 404, "Record not found"),
        ("/rest/pg_class", 400, "object 'pg_class' not found. eg: companies"),
        ("/rest/people\"", 400, "object 'people\"' not found. eg: companies"),
    ])
    func whatIsNotThereIsNamed(path: String, status: Int, message: String) async throws {
        let answer = try await CRMWorkspace.make().send(.get, path)
        #expect(answer.status == status)
        #expect(answer["messages", "0"] == .string(message))
    }

    @Test func cursorOfAnotherWorkspaceRevealsNothing() async throws {
        let (own, other) = (try await CRMWorkspace.make(), try await CRMWorkspace.make())
        let stranger = try await other.send(.post, "/rest/people", body: "{}").string("data", "createPerson", "id")
        let page = try await own.send(.get, "/rest/people", query: "starting_after=\(Cursor.encode(stranger))")
        let all = try await own.send(.get, "/rest/people").ids("people")
        #expect(page.ids("people") == all.filter { $0 > stranger })
        #expect(try await own.send(.get, "/rest/people/\(stranger)").status == 404)
    }
}
