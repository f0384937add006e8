import Contracts
import FoundationEssentials
import HTTPTypes
import Testing

@testable import CRMPlugin

@Suite struct ImportUpsertTests {
    private static let byEmail = "upsert_by=emails.primaryEmail"

    private static func person(_ email: String, in workspace: CRMWorkspace) async throws -> [String?] {
        let rows = try await workspace.query(
            """
            SELECT "nameFirstName", "nameLastName", "jobTitle", "createdBySource"::text, "updatedBySource"::text, "deletedAt"::text
            FROM "person" WHERE "emailsPrimaryEmail" = \(email)
            """)
        return rows.count == 1 ? (0..<6).map { rows[0].text($0) } : []
    }

    @Test func knownRecordsAreUpdatedAndOthersMade() async throws {
        let workspace = try await CRMWorkspace.make()
        _ = try await workspace.send(
            .post, "/rest/people",
            body: #"{"name":{"firstName":"Old","lastName":"Name"},"emails":{"primaryEmail":"a@b.org"},"jobTitle":"Old"}"#)
        let answer = try await workspace.importing(
            "people",
            "emails.primaryEmail,name.firstName,name.lastName,jobTitle\nA@b.org,New,,\"\"\nnew@b.org,Fresh,,\n,Nameless,,\n",
            query: Self.byEmail)
        #expect(answer["data", "updated"] == 1, "\(answer.text)")
        #expect(answer["data", "inserted"] == 2)
        #expect(try await Self.person("a@b.org", in: workspace) == ["New", "Name", nil, "MANUAL", "IMPORT", nil])
        #expect(try await Self.person("new@b.org", in: workspace) == ["Fresh", nil, nil, "IMPORT", "IMPORT", nil])
    }

    @Test func theSameImportAgainChangesNothingButDates() async throws {
        let workspace = try await CRMWorkspace.make()
        let text = "emails.primaryEmail,jobTitle\n" + (1...50).map { "p\($0)@b.org,Title \($0)\n" }.joined()
        _ = try await workspace.importing("people", text, query: Self.byEmail)
        let again = try await workspace.importing("people", text, query: Self.byEmail)
        #expect(again["data", "updated"] == 50)
        #expect(again["data", "inserted"] == 0)
    }

    @Test func aDeletedRecordThatTheTextNamesLivesAgain() async throws {
        let workspace = try await CRMWorkspace.make()
        let made = try await workspace.send(.post, "/rest/people", body: #"{"emails":{"primaryEmail":"a@b.org"}}"#)
        let id = made.string("data", "createPerson", "id")
        _ = try await workspace.send(.delete, "/rest/people/\(id)", query: "soft_delete=true")
        let before = try await workspace.send(.get, "/rest/people")["totalCount"]
        _ = try await workspace.importing("people", "emails.primaryEmail,jobTitle\na@b.org,Back\n", query: Self.byEmail)
        #expect(try await workspace.send(.get, "/rest/people/\(id)")["data", "person", "jobTitle"] == "Back")
        #expect(before == 5)
        #expect(try await workspace.send(.get, "/rest/people")["totalCount"] == 6)
    }

    @Test func aKeyThatComesTwiceIsToldAtItsSecondRow() async throws {
        let workspace = try await CRMWorkspace.make()
        let text = "emails.primaryEmail,jobTitle\na@b.org,First\nb@b.org,B\nA@B.org,Second\n"
        let answer = try await workspace.importing("people", text, query: Self.byEmail + "&on_error=skip")
        #expect(answer["data", "errors", "0", "line"] == 4)
        #expect(try await Self.person("a@b.org", in: workspace)[2] == "First")
    }

    @Test func idsAreAKeyToo() async throws {
        let workspace = try await CRMWorkspace.make()
        let id = try await workspace.send(.get, "/rest/people", query: "limit=1").ids("people")[0]
        let fresh = UUID().canonical
        let answer = try await workspace.importing(
            "people", "id,jobTitle\n\(id),By id\n\(fresh),By id\n", query: "upsert_by=id")
        #expect(answer["data", "updated"] == 1, "\(answer.text)")
        #expect(try await workspace.send(.get, "/rest/people/\(id)")["data", "person", "jobTitle"] == "By id")
        #expect(try await workspace.send(.get, "/rest/people/\(fresh)").status == 200)
    }

    @Test(arguments: ["jobTitle", "nothing", "name.firstName", "emails"])
    func whatIsNotUniqueIsNoKey(key: String) async throws {
        let workspace = try await CRMWorkspace.make()
        let answer = try await workspace.importing("people", "jobTitle\nx\n", query: "upsert_by=\(key)")
        #expect(answer.status == 400)
        #expect(answer.string("detail").contains("emails.primaryEmail, id"))
    }
}
