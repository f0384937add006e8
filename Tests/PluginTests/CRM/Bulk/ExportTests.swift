import Contracts
import HTTPTypes
import Testing

@testable import CRMPlugin

@Suite struct ExportTests {
    @Test(arguments: [("csv", "text/csv"), ("jsonl", "application/jsonl")])
    func whatWasExportedCanBeImported(format: String, type: String) async throws {
        let source = try await CRMWorkspace.make()
        _ = try await source.importing(
            "people", "name.firstName,jobTitle,emails.primaryEmail\n\"two\nlines \"\"q\"\"\", spaces ,x@y.org\n")
        let exported = try await source.send(.get, "/api/export/people", query: "format=\(format)", role: .viewer)
        #expect(exported.status == 200)
        let target = try await CRMWorkspace.make()
        _ = try await target.query("DELETE FROM \"person\"")
        let text = exported.text.replacing(",companyId", with: ",companyId")
        _ = try await target.query("DELETE FROM \"company\"")
        let companies = try await source.send(.get, "/api/export/companies", query: "format=\(format)")
        for (objects, text) in [("companies", companies.text), ("people", text)] {
            let answer = try await target.send(
                .post, "/api/import/\(objects)", body: Self.writable(text, format), contentType: type)
            #expect(answer.status == 200, "\(answer.text)")
        }
        #expect(try await target.send(.get, "/api/export/people", query: "format=csv").text.count > 500)
        let names: SQL = "SELECT string_agg(concat(\"nameFirstName\", \"jobTitle\"), '|' ORDER BY \"id\") FROM \"person\""
        #expect(try await target.query(names)[0].text(0) == source.query(names)[0].text(0))
    }

    /// JSON Lines hold `searchVector` and dates that are told as they are; a CSV text is as it is.
    private static func writable(_ text: String, _ format: String) -> String { text }

    @Test func deletedRecordsStayOut() async throws {
        let workspace = try await CRMWorkspace.make()
        let id = try await workspace.send(.get, "/rest/people", query: "limit=1").ids("people")[0]
        _ = try await workspace.send(.delete, "/rest/people/\(id)", query: "soft_delete=true")
        let text = try await workspace.send(.get, "/api/export/people").text
        #expect(!text.contains(id))
        #expect(text.split(separator: "\r\n").count == 5)
    }

    @Test func moreThanOneFetchIsOneText() async throws {
        let workspace = try await CRMWorkspace.make()
        let rows = (1...1_203).map { "Export \($0)\n" }.joined()
        _ = try await workspace.importing("people", "jobTitle\n" + rows)
        let lines = try await workspace.send(.get, "/api/export/people", query: "format=jsonl").text.split(separator: "\n")
        #expect(lines.count == 1_208)
        #expect(lines.allSatisfy { (try? JSONParser.parse(Array($0.utf8))) != nil })
    }

    @Test func oneConnectionExportsDifferentObjects() async throws {
        let workspace = try await CRMWorkspace.make()
        let people = try await workspace.send(.get, "/api/export/people").text
        let companies = try await workspace.send(.get, "/api/export/companies").text
        #expect(people.hasPrefix("id,") && people.contains("name.firstName"))
        #expect(companies.contains("domainName.primaryLinkUrl"))
    }

    @Test func anUnknownFormatIsRefused() async throws {
        #expect(try await CRMWorkspace.make().send(.get, "/api/export/people", query: "format=xls").status == 400)
    }
}
