import Contracts
import TestSupport
import Testing

/// The one operation that dashboards have beside those of all records.
@Suite struct DashboardTests {
    @Test(arguments: RecordCaller.prefixes) func aDashboardIsCopied(prefix: String) async throws {
        let call = try await RecordCaller.fresh()
        let original = try await call.create("dashboards", ["title": "Sales"])
        let reply = try await call("POST", "\(prefix)/dashboards/\(original["id"].string)/duplicate")
        #expect(reply.status == 201)
        #expect(reply.json["data"].memberNames == ["duplicateDashboard"])
        let copy = reply.json["data"]["duplicateDashboard"]
        #expect(copy["title"] == "Sales (Copy)" && copy["createdBy"]["source"] == "MANUAL")
        #expect(copy["id"] != original["id"] && copy.memberNames == original.memberNames)
        #expect(try await call("GET", "/rest/dashboards/\(copy["id"].string)").json["data"]["dashboard"] == copy)
        #expect(try await call("GET", "/rest/dashboards/\(original["id"].string)").json["data"]["dashboard"] == original)
    }

    @Test func theCopyIsShownAsItIsAskedFor() async throws {
        let call = try await RecordCaller.fresh()
        let id = try await call.create("dashboards", [:])["id"].string
        let copy = try await call("POST", "/rest/dashboards/\(id)/duplicate?fields=title&depth=1").json["data"][
            "duplicateDashboard"]
        #expect(copy.memberNames == ["id", "title"] && copy["title"] == " (Copy)")
    }

    @Test(arguments: [
        ("x", 400, "'x' is not a valid UUID"), (RefusalTests.unknown, 404, "Record not found"),
    ])
    func whatIsNotThereIsNotCopied(id: String, status: Int, message: String) async throws {
        let reply = try await RecordCaller.shared("POST", "/rest/dashboards/\(id)/duplicate")
        #expect(reply.status == status && reply.json["messages"] == [.string(message)])
    }

    @Test func othersRecordsHaveNoCopies() async throws {
        let call = try await RecordCaller.shared
        let reply = try await call("POST", "/rest/people/\(RefusalTests.unknown)/duplicate")
        #expect(reply.status == 400 && reply.json["messages"][0].string.hasPrefix("Query path invalid"))
        #expect(try await call("GET", "/rest/dashboards/\(RefusalTests.unknown)/duplicate").status == 400)
        #expect(try await call("PATCH", "/rest/dashboards/\(RefusalTests.unknown)/restore").status == 404)
    }

    @Test func whoMayNotMakeDashboardsCopiesNone() async throws {
        let team = try await Team.make()
        let id = try await team.owner.create("dashboards", ["title": "Sales"])["id"].string
        try await team.narrow(.everyRight, fields: [["object": "dashboards", "field": "title", "can_read": false]])
        let reply = try await team.member("POST", "/rest/dashboards/\(id)/duplicate")
        #expect(reply.status == 400 && reply.json["code"] == "PERMISSION_DENIED")
        #expect(try await team.owner.ids("dashboards").count == 2)
    }
}
