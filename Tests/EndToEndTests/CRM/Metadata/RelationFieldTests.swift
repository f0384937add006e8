import Contracts
import TestSupport
import Testing

/// Relations that a client makes, from either end.
@Suite struct RelationFieldTests {
    @Test(arguments: ["MANY_TO_ONE", "ONE_TO_MANY"])
    func bothEndsAreMadeAndGoTogether(kind: String) async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let company = try await call.object("company")["id"].string
        let isMany = kind == "MANY_TO_ONE"
        let near = try await call.makeField(
            isMany ? rocket : company, isMany ? "builder" : "fleet", "RELATION",
            MetadataCaller.relation(kind, to: isMany ? company : rocket, label: isMany ? "Fleet" : "Builder"))
        #expect(near["settings"]["relationType"].string == kind)

        let firm = try await call.records.create("companies", ["name": "Arianespace"])["id"]
        let record = try await call.records.create("rockets", ["name": "Ariane", "builderId": firm])
        #expect(record["builderId"] == firm)
        let fields = try await call.object("company")["fields"].elements
        #expect(fields.contains { $0["name"] == "fleet" && $0["settings"]["relationType"] == "ONE_TO_MANY" })

        #expect(try await call("DELETE", "fields/\(near["id"].string)").status == 400)
        #expect(try await call("DELETE", "fields/\(near["id"].string)?delete_data=true").status == 200)
        #expect(!(try await call.object("company")["fields"].elements).contains { $0["name"] == "fleet" })
        #expect(!(try await call.records("GET", "/rest/rockets").json["data"]["rockets"][0]).memberNames.contains("builderId"))
    }

    @Test(arguments: ["SET_NULL", "CASCADE", "RESTRICT"])
    func deletionOfTheTargetDoesWhatTheSettingsSay(action: String) async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let pad = try await call.makeObject("pad", "pads")
        var more = JSONObject([JSONMember("settings", ["onDelete": .string(action)])])
        more["relationCreationPayload"] =
            MetadataCaller.relation("MANY_TO_ONE", to: pad, label: "Rockets")["relationCreationPayload"]
        let field = try await call.makeField(rocket, "pad", "RELATION", .object(more))
        #expect(field["settings"]["onDelete"].string == action)
        let place = try await call.records.create("pads", [:])["id"]
        let record = try await call.records.create("rockets", ["padId": place])["id"].string
        let deleted = try await call.records("DELETE", "/rest/pads/\(place.string)")
        #expect(deleted.status == (action == "RESTRICT" ? 400 : 200))
        let read = try await call.records("GET", "/rest/rockets/\(record)")
        #expect(read.status == (action == "CASCADE" ? 404 : 200))
        if action == "SET_NULL" { #expect(read.json["data"]["rocket"]["padId"] == .null) }
    }

    @Test func anObjectCanPointToItself() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        try await call.makeField(
            rocket, "successor", "RELATION", MetadataCaller.relation("MANY_TO_ONE", to: rocket, label: "Predecessors"))
        let later = try await call.records.create("rockets", ["name": "Ariane 6"])["id"]
        let earlier = try await call.records.create("rockets", ["name": "Ariane 5", "successorId": later])
        #expect(earlier["successorId"] == later)
        #expect(try await call("DELETE", "objects/\(rocket)?delete_data=true").status == 200)
    }

    @Test func anotherNameOfARelationKeepsItsLinks() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let company = try await call.object("company")["id"].string
        let field = try await call.makeField(
            rocket, "builder", "RELATION", MetadataCaller.relation("MANY_TO_ONE", to: company, label: "Fleet"))
        let firm = try await call.records.ids("companies")[0]
        let record = try await call.records.create("rockets", ["builderId": .string(firm)])["id"].string
        #expect(try await call("PATCH", "fields/\(field["id"].string)", ["name": "maker"]).status == 200)
        #expect(try await call.records("GET", "/rest/rockets/\(record)").json["data"]["rocket"]["makerId"].string == firm)
        #expect(try await call.records("DELETE", "/rest/companies/\(firm)").status == 200)
        #expect(try await call.records("GET", "/rest/rockets/\(record)").json["data"]["rocket"]["makerId"] == .null)
    }

    @Test func objectsThatPointToADeletedOneLoseTheField() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let pad = try await call.makeObject("pad", "pads")
        try await call.makeField(rocket, "pad", "RELATION", MetadataCaller.relation("MANY_TO_ONE", to: pad, label: "Rockets"))
        #expect(try await call("DELETE", "objects/\(pad)").status == 200)
        #expect(!(try await call.records.create("rockets", [:])).memberNames.contains("padId"))
    }
}
