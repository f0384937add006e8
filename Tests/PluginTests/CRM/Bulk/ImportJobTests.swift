import Contracts
import FoundationEssentials
import HTTPTypes
import TestSupport
import Testing

@testable import CRMPlugin

@Suite struct ImportJobTests {
    private static func begin(_ workspace: CRMWorkspace, _ options: ImportOptions, age seconds: Int) async throws {
        try await workspace.withConnection { connection in
            let jobs = JobStore(database: LentConnection(connection: connection))
            try await jobs.create(options, objects: "people", by: Caller(.user(.sample(of: .sample())), Permissions(role: .owner)))
            _ = try await connection.query(
                """
                UPDATE core."job" SET "leaseUntil" = "leaseUntil" - make_interval(secs => \(seconds)::double precision)
                WHERE "id" = \(options.id)
                """)
            try await connection.execute(script: "CREATE TABLE core.\"\(StagingTable.name(of: options.id))\" ()")
        }
    }

    private static func options() throws -> ImportOptions { try ImportOptions(QueryParameters("format=csv"), contentType: nil) }

    @Test func aFinishedImportCanBeAskedFor() async throws {
        let workspace = try await CRMWorkspace.make()
        let id = UUID().canonical
        let answer = try await workspace.importing("people", "jobTitle\nx\n", query: "id=\(id)")
        let job = try await workspace.send(.get, "/api/imports/\(id)", role: .viewer)
        #expect(job["data"] == answer["data"])
        #expect(job["data", "object"] == "people")
        #expect(job.string("data", "finished_at").hasSuffix("Z"))
        #expect(try await workspace.send(.get, "/api/imports")["data", "0", "id"] == .string(id))
        #expect(try await workspace.importing("people", "jobTitle\nx\n", query: "id=\(id)")["code"] == "import_exists")
    }

    @Test func aRejectedImportIsKeptWithItsErrors() async throws {
        let workspace = try await CRMWorkspace.make()
        let id = UUID().canonical
        _ = try await workspace.importing("people", "position\nx\n", query: "id=\(id)")
        let job = try await workspace.send(.get, "/api/imports/\(id)")
        #expect(job["data", "state"] == "failed")
        #expect(job["data", "failure"] == "import_rejected")
        #expect(job["data", "errors", "0", "field"] == "position")
    }

    @Test func aJobWhoseLeaseHasRunOutIsDeclaredDeadAndClearedUp() async throws {
        let workspace = try await CRMWorkspace.make()
        let options = try Self.options()
        try await Self.begin(workspace, options, age: 61)
        let job = try await workspace.send(.get, "/api/imports/\(options.id.canonical)")
        #expect(job["data", "state"] == "failed")
        #expect(job["data", "failure"] == "import_abandoned")
        #expect(try await workspace.stagingTables() == 0)
        await #expect(throws: BulkError.leaseLost) {
            try await workspace.withConnection { connection in
                try await JobStore(database: LentConnection(connection: connection))
                    .advance(options.id, to: .loading, ImportReport())
            }
        }
    }

    @Test func aJobUnderLeaseGoesOn() async throws {
        let workspace = try await CRMWorkspace.make()
        let options = try Self.options()
        try await Self.begin(workspace, options, age: 50)
        #expect(try await workspace.send(.get, "/api/imports/\(options.id.canonical)")["data", "state"] == "loading")
        #expect(try await workspace.stagingTables() == 1)
    }

    @Test func aJobThatIsWritingIsHeldByItsTransaction() async throws {
        let workspace = try await CRMWorkspace.make()
        let options = try Self.options()
        try await Self.begin(workspace, options, age: 61)
        try await workspace.withConnection { connection in
            _ = try await connection.query("UPDATE core.\"job\" SET \"state\" = 'writing'")
            try await connection.transaction { writer in
                try await JobStore(database: LentConnection(connection: connection)).hold(options.id, on: writer)
                let seen = try await workspace.send(.get, "/api/imports/\(options.id.canonical)")
                #expect(seen["data", "state"] == "writing")
            }
        }
        #expect(try await workspace.send(.get, "/api/imports/\(options.id.canonical)")["data", "state"] == "failed")
    }

    @Test(arguments: ["nonsense", UUID().canonical])
    func anImportThatIsNotThereIsNotFound(id: String) async throws {
        let workspace = try await CRMWorkspace.make()
        let answer = try await workspace.send(.get, "/api/imports/\(id)")
        #expect(["invalid_identifier", "import_not_found"].contains(answer.string("code")))
    }

    @Test(arguments: [
        ("format=xml", "validation_failed"), ("dry_run=maybe", "validation_failed"), ("on_error=", "validation_failed"),
        ("id=7", "validation_failed"),
    ])
    func aParameterThatMakesNoSenseIsRefused(query: String, code: String) async throws {
        let workspace = try await CRMWorkspace.make()
        #expect(try await workspace.importing("people", "jobTitle\nx\n", query: query).string("code") == code)
    }
}
