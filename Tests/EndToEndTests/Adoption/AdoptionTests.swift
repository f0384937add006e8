import Contracts
import Foundation
import TestSupport
import Testing

/// The records of a database that Twenty made, through the same interface as all others.
@Suite struct AdoptionTests {
    static let reads: [(path: String, key: String, values: [String])] = [
        ("companies?order_by=name[DescNullsLast]", "name", ["Globex", "Acme"]),
        ("companies?filter=name[startsWith]:Ac", "name", ["Acme"]),
        ("opportunities?filter=amount.amountMicros[gt]:2000000", "name", ["large"]),
        ("workspaceMembers?limit=1", "userEmail", [TwentyDatabase.member]),
        ("rockets?filter=name[eq]:Falcon", "name", ["Falcon"]),
    ]

    @Test(arguments: reads.indices)
    func recordsAreFound(index: Int) async throws {
        let (path, key, values) = Self.reads[index]
        let reply = try await AdoptedTenant.shared.call("GET", "/rest/\(path)")
        let found = reply.json["data"][path.prefix { $0 != "?" }.description].elements.map { $0[key].string }
        #expect(found == values, "\(reply.text)")
    }

    @Test func relationsAreExpanded() async throws {
        let call = try await AdoptedTenant.shared.call
        let person = try await call("GET", "/rest/people?depth=1&filter=name.lastName[eq]:Byron").json["data"]["people"][0]
        #expect(person["company"]["name"] == "Acme")
        let company = try await call("GET", "/rest/companies?depth=1&filter=name[eq]:Acme").json["data"]["companies"][0]
        #expect(company["people"][0]["name"]["firstName"] == "Ada")
    }

    @Test func recordsAreGrouped() async throws {
        let reply = try await GroupByTests.group(
            try await AdoptedTenant.shared.call, "opportunities",
            ["group_by": #"[{"amount":{"currencyCode":true}}]"#, "aggregate": #"["sumAmountAmountMicros"]"#])
        #expect(reply.text.contains(#""sumAmountAmountMicros":"10000000""#), "\(reply.text)")
    }

    @Test func aRecordLivesAndDies() async throws {
        let call = try await AdoptedTenant.shared.call
        let made = try await call.create("notes", ["title": "first"])
        #expect(made["createdBy"]["name"] == "Tim Apple")
        let path = "/rest/notes/\(made["id"].string)"
        #expect(try await call("PATCH", path, ["title": "second"]).json["data"]["updateNote"]["title"] == "second")
        #expect(try await call("DELETE", path).status == 200)
        #expect(try await call("GET", path).status == 404)
    }

    @Test func aDuplicateIsRefused() async throws {
        let call = try await AdoptedTenant.shared.call
        let reply = try await call("POST", "/rest/people", ["emails": ["primaryEmail": "ada@acme.com"]])
        #expect(reply.status == 400 && reply.text.contains("A duplicate entry was detected"), "\(reply.text)")
    }

    @Test func whatAnotherProgramWritesIsCounted() async throws {
        let tenant = try await AdoptedTenant.shared
        let count = { try await tenant.call("GET", "/rest/tasks?limit=1").json["totalCount"].int }
        #expect(try await count() == 0)
        try tenant.database.asTwenty("INSERT INTO task (title, position) SELECT 'x', n FROM generate_series(1, 5) AS n")
        #expect(try await count() == 5)
        try tenant.database.asTwenty(
            "DELETE FROM task WHERE position < 3; UPDATE task SET \"deletedAt\" = now() WHERE position = 3")
        #expect(try await count() == 2)
        try tenant.database.asTwenty("TRUNCATE task CASCADE")
        #expect(try await count() == 0)
    }

    @Test func recordsAreImported() async throws {
        let tenant = try await AdoptedTenant.shared
        let answer = try await Product.stack.client.send(
            "POST", "/api/import/rockets",
            headers: [("Authorization", "Bearer \(tenant.call.token)"), ("Content-Type", "text/csv")],
            body: Array("name\nSaturn\nVega\n".utf8))
        #expect(answer.status < 300, "\(String(decoding: answer.body, as: UTF8.self))")
        try await eventually { try await tenant.call.ids("rockets", "?filter=name[in]:[Saturn,Vega]").count == 2 }
    }

    @Test func theDescriptionIsReadAndNotChanged() async throws {
        let call = try await AdoptedTenant.shared.call
        let objects = try await call("GET", "/rest/metadata/objects?limit=200").json["data"].elements
        #expect(objects.filter { $0["namePlural"] == "people" }.map { $0["labelPlural"].string } == ["People"])
        let reply = try await call(
            "POST", "/rest/metadata/objects",
            ["nameSingular": "boat", "namePlural": "boats", "labelSingular": "Boat", "labelPlural": "Boats"])
        #expect(reply.status == 400 && reply.text.contains("A Twenty server manages"), "\(reply.text)")
    }

    /// An object without our triggers, on a table that did not exist when the tenant's role got its rights.
    @Test func whatTwentyAddsLaterIsServedAndCounted() async throws {
        let tenant = try await AdoptedTenant.make(email: "later-\(UUID().uuidString.lowercased())@example.com")
        #expect(try await tenant.call("GET", "/rest/boats").status == 400)
        try tenant.database.asTwenty("SELECT core.\"makeObject\"('boat', 'boats')")
        // Every change of a tenant has its metadata compared anew at once.
        try Product.stack.command(["tenants", "suspend", tenant.slug, "--reason", "test"])
        try Product.stack.command(["tenants", "activate", tenant.slug])
        _ = try await tenant.call.create("boats", ["name": "Argo"])
        let page = try await tenant.call("GET", "/rest/boats")
        #expect(page.json["totalCount"].int == 1)
        #expect(page.json["data"]["boats"][0]["name"] == "Argo")
    }
}
