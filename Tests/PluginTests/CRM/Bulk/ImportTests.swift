import Contracts
import FoundationEssentials
import HTTPTypes
import Testing

@testable import CRMPlugin

@Suite struct ImportTests {
    private static let people = "name.firstName,name.lastName,emails.primaryEmail,jobTitle\n"

    private static func count(_ workspace: CRMWorkspace, _ title: String) async throws -> Int {
        try await workspace.query("SELECT count(*) FROM \"person\" WHERE \"jobTitle\" = \(title) AND \"deletedAt\" IS NULL")[0]
            .decode(at: 0)
    }

    @Test func rowsBecomeRecordsAsIfTheyHadBeenCreated() async throws {
        let workspace = try await CRMWorkspace.make()
        let answer = try await workspace.importing("people", Self.people + "Grace,\"Hopper, G.\",Grace@Navy.mil,Admiral\nAlan,,,\n")
        #expect(answer.status == 200)
        #expect(answer["data", "state"] == "succeeded")
        #expect(answer["data", "rows_read"] == 2)
        #expect(answer["data", "inserted"] == 2)
        let found = try await workspace.send(.get, "/rest/people", query: "limit=60")
        let grace = found["data", "people"]?.items.first { $0.member("jobTitle") == "Admiral" }
        #expect(grace?.member("name") == ["firstName": "Grace", "lastName": "Hopper, G."])
        #expect(grace?.member("emails")?.member("primaryEmail") == "grace@navy.mil")
        #expect(grace?.member("createdBy")?.member("source") == "IMPORT")
        #expect(grace?.member("createdBy")?.member("name") == "ada@example.com")
        #expect(found["totalCount"] == 7)
    }

    @Test func rowsKeepTheirOrderBeforeAllOthers() async throws {
        let workspace = try await CRMWorkspace.make()
        let rows = (1...5).map { "P\($0),,,\n" }.joined()
        _ = try await workspace.importing("people", Self.people + rows)
        let order = try await workspace.query("SELECT \"nameFirstName\" FROM \"person\" ORDER BY \"position\" LIMIT 5")
        #expect(order.map { $0.text(0) } == ["P1", "P2", "P3", "P4", "P5"])
    }

    @Test func jsonLinesMayHaveDifferentKeysEach() async throws {
        let workspace = try await CRMWorkspace.make()
        let id = UUID()
        let text = """
            {"name":{"firstName":"A"},"jobTitle":"Line"}
            {"id":"\(id.canonical)","jobTitle":"Line","position":"last","createdBy":{"source":"API","name":"Robot"}}

            {"jobTitle":"Line","createdAt":"2020-01-02T03:04:05Z","emails":{"primaryEmail":"x@y.org","additionalEmails":["z@y.org"]}}
            """
        let answer = try await workspace.importing("people", text, query: "format=jsonl")
        #expect(answer["data", "inserted"] == 3, "\(answer.text)")
        let person = try await workspace.send(.get, "/rest/people/\(id.canonical)")
        #expect(person["data", "person", "createdBy", "name"] == "Robot")
        #expect(person["data", "person", "createdBy", "source"] == "API")
        let old = try await workspace.query(
            "SELECT count(*) FROM \"person\" WHERE \"createdAt\" < '2021-01-01' AND \"emailsAdditionalEmails\" = '[\"z@y.org\"]'")
        #expect(try old[0].decode(at: 0, as: Int.self) == 1)
    }

    @Test func oneFaultyRowLeavesNothing() async throws {
        let workspace = try await CRMWorkspace.make()
        let answer = try await workspace.importing("people", Self.people + "A,B,a@b.org,Nobody\nC,D,not an address,Nobody\n")
        #expect(answer.status == 422)
        #expect(answer["code"] == "import_rejected")
        #expect(answer["import", "errors", "0", "line"] == 3)
        #expect(answer["import", "errors", "0", "field"] == "emails")
        #expect(answer["import", "inserted"] == 0)
        #expect(try await Self.count(workspace, "Nobody") == 0)
        #expect(try await workspace.stagingTables() == 0)
    }

    @Test func faultyRowsAreSkippedWhenThatIsAskedFor() async throws {
        let workspace = try await CRMWorkspace.make()
        let text =
            "name.firstName,emails.primaryEmail,companyId,position,jobTitle\n"
            + "A,a@b.org,,,Kept\nB,a@b.org,,,Kept\nC,,\(UUID().canonical),,Kept\nD,,,x,Kept\nE\nF,,,,Kept\n"
        let answer = try await workspace.importing("people", text, query: "on_error=skip")
        #expect(answer["data", "inserted"] == 2, "\(answer.text)")
        #expect(answer["data", "skipped"] == 4)
        let errors = answer["data", "errors"]?.items ?? []
        #expect(errors.map { $0.member("line") } == [3, 4, 5, 6])
        #expect(errors.map { $0.member("field") } == ["emails.primaryEmail", "companyId", "position", nil])
        #expect(try await Self.count(workspace, "Kept") == 2)
    }

    @Test func aRecordWithTheSameKeyIsFoundWhicheverStatementMeetsIt() async throws {
        let workspace = try await CRMWorkspace.make()
        _ = try await workspace.importing("people", Self.people + "A,,old@b.org,\n")
        let rows = (1...300).map { "P\($0),,\($0 == 150 ? "old" : "p\($0)")@b.org,Many\n" }.joined()
        let answer = try await workspace.importing("people", Self.people + rows, query: "on_error=skip")
        #expect(answer["data", "errors", "0", "line"] == 151)
        #expect(answer["data", "errors", "0", "code"] == "duplicate_record")
        #expect(try await Self.count(workspace, "Many") == 299)
    }

    @Test func whatOnlyPostgresRefusesIsNarrowedDown() async throws {
        let workspace = try await CRMWorkspace.make()
        _ = try await workspace.query("ALTER TABLE \"person\" ADD CONSTRAINT \"short\" CHECK (length(\"jobTitle\") < 10)")
        let rows = (1...40).map { "P\($0),,,\($0 % 20 == 7 ? "much too long" : "Short")\n" }.joined()
        let answer = try await workspace.importing("people", Self.people + rows, query: "on_error=skip")
        #expect(answer["data", "errors"]?.items.map { $0.member("line") } == [8, 28])
        #expect(try await Self.count(workspace, "Short") == 38)
    }

    @Test func aValueThatTheColumnCannotHoldIsTheRowsFault() async throws {
        let workspace = try await CRMWorkspace.make()
        let answer = try await workspace.importing(
            "people", "position,jobTitle\n1,Fits\n1e308,Fits\n2,Fits\n", query: "on_error=skip")
        #expect(answer["data", "inserted"] == 3, "\(answer.text)")
        let dates = try await workspace.importing(
            "opportunities", "name,closeDate\nA,2026-01-01\nB,9999999-01-01\n", query: "on_error=skip")
        #expect(dates["data", "errors"]?.items.map { $0.member("line") } == [3])
    }

    @Test func aDryRunSaysWhatWouldBe() async throws {
        let workspace = try await CRMWorkspace.make()
        let answer = try await workspace.importing(
            "people", Self.people + "A,,a@b.org,Dry\nB,,a@b.org,Dry\n", query: "dry_run=true&on_error=skip")
        #expect(answer["data", "dry_run"] == true)
        #expect(answer["data", "inserted"] == 1)
        #expect(answer["data", "skipped"] == 1)
        #expect(try await Self.count(workspace, "Dry") == 0)
        #expect(try await workspace.stagingTables() == 0)
    }
}

extension CRMWorkspace {
    func importing(_ objects: String, _ text: String, query: String = "", role: TenantRole = .member) async throws -> CRMAnswer {
        try await send(.post, "/api/import/\(objects)", query: query, body: text, contentType: "text/csv", role: role)
    }

    func stagingTables() async throws -> Int {
        try await query("SELECT count(*) FROM pg_class WHERE relname LIKE 'import\\_%' AND relkind = 'r'")[0].decode(at: 0)
    }
}

extension JSONValue {
    var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }

    func member(_ name: String) -> JSONValue? {
        guard case .object(let object) = self, object[name] != .null else { return nil }
        return object[name]
    }
}
