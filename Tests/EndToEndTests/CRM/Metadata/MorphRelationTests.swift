import Contracts
import TestSupport
import Testing

/// Relations that lead to one of several objects: a leg for each of them.
@Suite struct MorphRelationTests {
    private static func legs(_ kind: String, _ targets: [(id: String, label: String)]) -> JSONValue {
        [
            "morphRelationsCreationPayload": .array(
                targets.map {
                    [
                        "type": .string(kind), "targetObjectMetadataId": .string($0.id), "targetFieldLabel": .string($0.label),
                        "targetFieldIcon": "IconRocket",
                    ]
                })
        ]
    }

    /// Rockets that a person or a company owns.
    private static func owned() async throws -> (call: MetadataCaller, rocket: String, leg: JSONValue) {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let targets = [
            (try await call.object("person")["id"].string, "Fleet"), (try await call.object("company")["id"].string, "Fleet"),
        ]
        return (call, rocket, try await call.makeField(rocket, "owner", "MORPH_RELATION", legs("MANY_TO_ONE", targets)))
    }

    @Test func everyTargetGetsALegAndAWayBack() async throws {
        let (call, _, leg) = try await Self.owned()
        #expect(leg["type"] == "MORPH_RELATION" && leg["name"] == "ownerPerson")
        #expect(leg["settings"] == ["onDelete": "SET_NULL", "relationType": "MANY_TO_ONE", "joinColumnName": "ownerPersonId"])
        let legs = try await call.object("rocket")["fields"].elements.filter { $0["type"] == "MORPH_RELATION" }
        #expect(legs.map { $0["name"] } == ["ownerPerson", "ownerCompany"])
        #expect(legs.allSatisfy { $0["morphId"] == leg["morphId"] && !$0["morphId"].string.isEmpty })
        for object in ["person", "company"] {
            let way = try await call.object(object)["fields"].elements.first { $0["name"] == "fleet" }
            #expect(way?["type"] == "RELATION" && way?["settings"]["relationType"] == "ONE_TO_MANY")
        }
    }

    @Test func aLegIsReadWrittenFilteredAndGroupedBy() async throws {
        let (call, _, _) = try await Self.owned()
        let company = try await call.records.ids("companies")[0]
        let rocket = try await call.records.create("rockets", ["name": "Ariane", "ownerCompanyId": .string(company)])
        #expect(rocket["ownerCompanyId"].string == company && rocket["ownerPersonId"] == .null)
        let path = "/rest/rockets?depth=1&filter=" + RecordCaller.escaped("ownerCompany.name[is]:NOT_NULL")
        let read = try await call.records("GET", path).json["data"]["rockets"][0]
        #expect(read["ownerCompany"]["id"].string == company && read["ownerPerson"] == .null)
        let back = try await call.records("GET", "/rest/companies/\(company)?depth=1").json["data"]["company"]
        #expect(back["fleet"].elements.map { $0["id"] } == [rocket["id"]])
        let groups = try await GroupByTests.group(call.records, "rockets", ["group_by": #"[{"ownerCompanyId":true}]"#])
        #expect(groups.json == [["groupByDimensionValues": [.string(company)]]])
        #expect(try await call.records("DELETE", "/rest/companies/\(company)").status == 200)
        let left = try await call.records("GET", "/rest/rockets/\(rocket["id"].string)").json["data"]["rocket"]
        #expect(left["ownerCompanyId"] == .null)
    }

    @Test func theLegsGoTogetherAndNotWithTheirValues() async throws {
        let (call, _, leg) = try await Self.owned()
        let company = try await call.records.ids("companies")[0]
        _ = try await call.records.create("rockets", ["ownerCompanyId": .string(company)])
        let path = "fields/\(leg["id"].string)"
        #expect(try await call("DELETE", path).json["code"] == "FIELD_MUTATION_NOT_ALLOWED")
        #expect(try await call("DELETE", path + "?delete_data=true").json["name"] == "ownerPerson")
        #expect(!(try await call.object("rocket")["fields"].elements).contains { $0["type"] == "MORPH_RELATION" })
        #expect(!(try await call.object("company")["fields"].elements).contains { $0["name"] == "fleet" })
        #expect(!(try await call.records("GET", "/rest/rockets").json["data"]["rockets"][0]).memberNames.contains("ownerCompanyId"))
    }

    @Test func aLegIsNamedForItsTarget() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let pad = try await call.makeObject("pad", "pads")
        try await call.makeField(pad, "user", "MORPH_RELATION", Self.legs("MANY_TO_ONE", [(rocket, "Pads"), (pad, "Neighbours")]))
        let record = try await call.records.create("rockets", [:])["id"]
        let used = try await call.records.create("pads", ["userRocketId": record])["id"].string
        #expect(try await call("PATCH", "objects/\(rocket)", ["nameSingular": "launcher"]).status == 200)
        #expect(try await call("PATCH", "objects/\(pad)", ["nameSingular": "site"]).status == 200)
        let read = try await call.records("GET", "/rest/pads/\(used)").json["data"]["site"]
        #expect(read["userLauncherId"] == record && read.memberNames.contains("userSiteId"))
        // The target goes, and its leg with it.
        #expect(try await call("DELETE", "objects/\(rocket)?delete_data=true").status == 200)
        #expect(!(try await call.records("GET", "/rest/pads/\(used)").json["data"]["site"]).memberNames.contains("userLauncherId"))
    }

    @Test func theOtherWayRoundTheTargetsHaveTheColumns() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let person = try await call.object("person")["id"].string
        let leg = try await call.makeField(rocket, "crew", "MORPH_RELATION", Self.legs("ONE_TO_MANY", [(person, "Vessel")]))
        #expect(leg["name"] == "crewPeople" && leg["settings"] == ["relationType": "ONE_TO_MANY"])
        let vessel = try await call.records.create("rockets", [:])["id"]
        let member = try await call.records.create("people", ["vesselId": vessel])
        let read = try await call.records("GET", "/rest/rockets?depth=1").json["data"]["rockets"][0]
        #expect(read["crewPeople"].elements.map { $0["id"] } == [member["id"]])
    }

    @Test func faultyLegsAreRefused() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let person = try await call.object("person")["id"].string
        let required = "morphRelationsCreationPayload is required for morph relation fields"
        let mixed: JSONValue = .array(
            Self.legs("MANY_TO_ONE", [(person, "A")])["morphRelationsCreationPayload"].elements
                + Self.legs("ONE_TO_MANY", [(rocket, "B")])["morphRelationsCreationPayload"].elements)
        let faults: [(JSONValue, String)] = [
            ([:], required), (["morphRelationsCreationPayload": []], required), (["morphRelationsCreationPayload": [1]], required),
            (MetadataCaller.relation("MANY_TO_ONE", to: person, label: "A"), required),
            (["morphRelationsCreationPayload": mixed], "type of the relation is invalid"),
            (Self.legs("MANY_TO_ONE", [(person, "A"), (person, "B")]), "targetObjectMetadataId of the relation is invalid"),
            (Self.legs("ONE_TO_ONE", [(person, "A")]), "type of the relation is invalid"),
            (
                Self.legs("MANY_TO_ONE", [(RefusalTests.unknown, "A")]),
                "Object metadata relation target not found for relation creation payload"
            ),
            (
                Self.legs("MANY_TO_ONE", [(person, "Company")]),
                "Name \"company\" is not available as it is already used by another field"
            ),
        ]
        for (more, message) in faults {
            let reply = try await call("POST", "fields", MetadataCaller.field(rocket, "owner", "MORPH_RELATION", more))
            #expect(reply.status == 400 && reply.json["messages"] == [.string(message)], "\(reply.text)")
        }
    }
}
