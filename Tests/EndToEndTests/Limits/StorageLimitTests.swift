import Contracts
import TestSupport
import Testing

@Suite struct StorageLimitTests {
    /// An organization whose database was found to be larger than it may be, and one of its records.
    private func full() async throws -> (LimitedTenant, record: String) {
        let tenant = try await LimitScene.shared.organization()
        let made = try await tenant("POST", "/rest/people", [:]).json["data"]["createPerson"]["id"].string
        try await eventually(within: .seconds(20)) { try await tenant.shown(.databaseBytes)["used"].int != nil }
        try await tenant.limit(["max_database_bytes": 1_000_000])
        return (tenant, made)
    }

    @Test func nothingNewIsKeptUntilTheLimitIsRaised() async throws {
        let (tenant, _) = try await full()
        let refused = try await tenant("POST", "/rest/people", [:])
        #expect(refused.status == 403 && refused.code == "storage_limit_reached")
        #expect(refused.headers["retry-after"] == "60")
        try await tenant.limit(["max_database_bytes": 1_000_000_000])
        #expect(try await tenant("POST", "/rest/people", [:]).status == 201)
    }

    @Test func whatThereIsCanBeReadChangedAndDeleted() async throws {
        let (tenant, record) = try await full()
        #expect(try await tenant("GET", "/rest/people/\(record)").status == 200)
        #expect(try await tenant("PATCH", "/rest/people/\(record)", ["jobTitle": "CTO"]).status == 200)
        #expect(try await tenant("DELETE", "/rest/people/\(record)").status == 200)
    }

    @Test func noObjectsAndFieldsAreAddedUntilTheLimitIsRaised() async throws {
        let (tenant, _) = try await full()
        let object: JSONValue = [
            "nameSingular": "rocket", "namePlural": "rockets", "labelSingular": "Rocket", "labelPlural": "Rockets",
        ]
        let objects = try await tenant("GET", "/rest/metadata/objects").json["data"].elements
        let person = try #require(objects.first { $0["nameSingular"] == "person" })["id"].string
        let field = MetadataCaller.field(person, "nickname", "TEXT")
        for (path, body) in [("objects", object), ("fields", field)] {
            let refused = try await tenant("POST", "/rest/metadata/\(path)", body)
            #expect(refused.status == 403 && refused.code == "storage_limit_reached", "\(path)")
            #expect(refused.headers["retry-after"] == "60")
        }
        let label = try await tenant("PATCH", "/rest/metadata/objects/\(person)", ["labelPlural": "Persons"])
        #expect(label.status == 200)
        try await tenant.limit(["max_database_bytes": 1_000_000_000])
        #expect(try await tenant("POST", "/rest/metadata/objects", object).status == 201)
        #expect(try await tenant("POST", "/rest/metadata/fields", field).status == 201)
    }

    @Test func anImportIsRefusedBeforeItIsRead() async throws {
        let (tenant, _) = try await full()
        let caller = BulkCaller(
            organization: tenant.organization, api: tenant.scene.api, token: tenant.organization.accessToken)
        let refused = try await caller.importing("people", BulkCaller.header + BulkCaller.people(1...2))
        #expect(refused.status == 403 && refused.code == "storage_limit_reached")
        #expect(try await caller.get("/api/imports").json["data"].elements.isEmpty)
    }

    @Test func whoGrowsBeyondTheLimitIsFoundOutByMeasuring() async throws {
        let tenant = try await LimitScene.shared.organization()
        try await eventually(within: .seconds(20)) { try await tenant.shown(.databaseBytes)["used"].int != nil }
        let size = try #require(try await tenant.shown(.databaseBytes)["used"].int)
        try await tenant.limit(["max_database_bytes": .integer(size + 500_000)])
        #expect(try await tenant("POST", "/rest/people", [:]).status == 201)
        let database = try await tenant.scene.stack.database(of: tenant.organization)
        try tenant.scene.stack.sql("CREATE TABLE ballast AS SELECT generate_series(1, 100000)", database: database)
        try await eventually(within: .seconds(20)) {
            try await tenant("POST", "/rest/people", [:]).code == "storage_limit_reached"
        }
        try tenant.scene.stack.sql("DROP TABLE ballast", database: database)
        try await eventually(within: .seconds(20)) { try await tenant("POST", "/rest/people", [:]).status == 201 }
    }
}
