import Contracts
import Foundation
import TestSupport
import Testing

/// A change of the description beside what else goes on: on a second host, and against a table that is in use.
@Suite(.serialized) struct MetadataHostsTests {
    private static let hosts = Result { try TestStack(hosts: 2) }

    private func caller(_ stack: TestStack) async throws -> (call: MetadataCaller, organization: ProductAPI.Organization) {
        let api = ProductAPI(stack.client)
        let organization = try await api.signUp()
        return (MetadataCaller(records: RecordCaller(api: api, token: organization.accessToken)), organization)
    }

    @Test func theOtherHostFollowsWithinASecond() async throws {
        let (call, _) = try await caller(try Self.hosts.get())
        // Both hosts know the workspace as it was: nginx takes them in turn.
        for _ in 0..<8 { #expect(try await call.records("GET", "/rest/people").status == 200) }
        let rocket = try await call.makeObject("rocket", "rockets")
        try await Task.sleep(for: .seconds(1))
        for _ in 0..<8 { #expect(try await call.records("GET", "/rest/rockets").status == 200) }
        let field = try await call.makeField(rocket, "thrust", "NUMBER")["id"].string
        try await Task.sleep(for: .seconds(1))
        for _ in 0..<8 { #expect(try await call.records("POST", "/rest/rockets", ["thrust": 7]).status == 201) }
        #expect(try await call("DELETE", "fields/\(field)?delete_data=true").status == 200)
        // What a host has not heard of yet it finds out by the statement that fails.
        for _ in 0..<8 { #expect(try await call.records("GET", "/rest/rockets").status == 200) }
    }

    @Test func aTableInUseIsSaidSoAndLeftAsItWas() async throws {
        let stack = try Self.hosts.get()
        let (call, organization) = try await caller(stack)
        let rocket = try await call.makeObject("rocket", "rockets")
        try await stack.withSuperuser(database: try await stack.database(of: organization)) { session in
            let tables = try await session.query(
                "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE tablename = '_rocket'")
            let table = try #require(tables.first?.text(0))
            try await session.execute(script: "BEGIN; LOCK TABLE \(table) IN ACCESS SHARE MODE")
            let refused = try await call("POST", "fields", MetadataCaller.field(rocket, "thrust", "NUMBER"))
            #expect(refused.status == 503)
            #expect(refused.headers["retry-after"] == "1")
            #expect(refused.json["error"] == "ServiceUnavailableException")
            #expect(try await call.records("GET", "/rest/rockets").status == 200)
        }
        #expect(!(try await call("GET", "objects/\(rocket)").json["fields"].elements).contains { $0["name"] == "thrust" })
        try await call.makeField(rocket, "thrust", "NUMBER")
    }

    /// Everything that a change of the description touches: the tables, their columns and types, and the rows that describe them.
    private static let state: SQL = """
        SELECT "schemaFingerprint", (
            SELECT json_agg(concat("table"."relname", '.', item."attname", ' ', item."atttypid"::regtype) ORDER BY 1)
            FROM pg_attribute AS item JOIN pg_class AS "table" ON "table"."oid" = item."attrelid"
            WHERE "table"."relnamespace" = "schemaName"::regnamespace AND NOT item."attisdropped"
        )::text, (SELECT json_agg("typname" ORDER BY 1)::text FROM pg_type WHERE "typnamespace" = "schemaName"::regnamespace)
        FROM core."workspace"
        """

    @Test func aRefusedChangeLeavesNothing() async throws {
        let stack = try Self.hosts.get()
        let (call, organization) = try await caller(stack)
        let rocket = try await call.makeObject("rocket", "rockets")
        for _ in 0..<2 { _ = try await call.records.create("rockets", ["name": "Ariane"]) }
        let database = try await stack.database(of: organization)
        @Sendable func state() async throws -> [String?] {
            try await stack.withSuperuser(database: database) { session in
                let row = try #require(try await session.query(Self.state).first)
                return (0..<3).map { row.text($0) }
            }
        }
        let before = try await state()
        let refusals: [JSONValue] = [
            MetadataCaller.field(rocket, "x", "TEXT", ["isNullable": false]),
            MetadataCaller.field(rocket, "x", "TEXT", ["isUnique": true, "defaultValue": "'all'"]),
            MetadataCaller.field(rocket, "x", "DATE", ["defaultValue": "'soon'"]),
            MetadataCaller.field(rocket, "x", "RELATION", MetadataCaller.relation("ONE_TO_MANY", to: rocket, label: "Name")),
        ]
        for body in refusals { #expect(try await call("POST", "fields", body).status == 400) }
        #expect(try await call("DELETE", "objects/\(rocket)").status == 400)
        #expect(try await state() == before)
    }
}
