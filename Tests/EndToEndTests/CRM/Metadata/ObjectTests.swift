import Contracts
import TestSupport
import Testing

/// Custom objects: made, served, changed and deleted.
@Suite struct ObjectTests {
    static let keys = [
        "id", "universalIdentifier", "nameSingular", "namePlural", "labelSingular", "labelPlural", "description", "icon",
        "overrides",
        "shortcut", "color", "isRemote", "isActive", "isSystem", "isUIEditable", "isUICreatable", "isUIReadOnly", "isSearchable",
        "workspaceId", "applicationId", "createdAt", "updatedAt", "labelIdentifierFieldMetadataId",
        "imageIdentifierFieldMetadataId", "isLabelSyncedWithName", "duplicateCriteria", "fields",
    ]

    @Test(arguments: ["/rest/metadata", "/api/metadata"])
    func aNewObjectHasWhatEveryObjectHas(prefix: String) async throws {
        let call = try await RecordCaller.fresh()
        let body: JSONValue = [
            "nameSingular": "rocket", "namePlural": "rockets", "labelSingular": "Rocket", "labelPlural": "Rockets",
            "description": "Goes up", "icon": "IconRocket", "isLabelSyncedWithName": true,
        ]
        let made = try await call("POST", "\(prefix)/objects", body)
        #expect(made.status == 201)
        #expect(made.json.memberNames == Self.keys)
        for (key, value) in [("description", "Goes up"), ("icon", "IconRocket"), ("labelSingular", "Rocket")] {
            #expect(made.json[key].string == value)
        }
        let fields = made.json["fields"].elements
        #expect(
            fields.map { $0["name"].string } == [
                "id", "createdAt", "updatedAt", "deletedAt", "name", "position", "createdBy", "updatedBy", "searchVector",
                "noteTargets", "taskTargets", "attachments", "timelineActivities",
            ])
        #expect(made.json["labelIdentifierFieldMetadataId"] == fields[4]["id"])
        let read = try await call("GET", "\(prefix)/objects/\(made.json["id"].string)")
        #expect(read.status == 200)
        #expect(read.body == made.body)
    }

    @Test func anObjectForgetsTheImageFieldThatIsDeleted() async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        let image = try await call.makeField(rocket, "image", "TEXT")["id"]
        let changed = try await call("PATCH", "objects/\(rocket)", ["imageIdentifierFieldMetadataId": image])
        #expect(changed.json["imageIdentifierFieldMetadataId"] == image)
        #expect(try await call("DELETE", "fields/\(image.string)").status == 200)
        #expect(try await call("GET", "objects/\(rocket)").json["imageIdentifierFieldMetadataId"] == .null)
    }

    @Test func recordsOfANewObjectAreLikeAllOthers() async throws {
        let (call, _) = try await MetadataCaller.withRockets()
        let rocket = try await call.records.create("rockets", ["name": "Ariane"])
        #expect(
            rocket.memberNames == [
                "id", "createdAt", "updatedAt", "deletedAt", "name", "position", "createdBy", "updatedBy", "searchVector",
            ])
        #expect(rocket["createdBy"]["source"] == "MANUAL")
        #expect(rocket["searchVector"].string == "'ariane':1")
        let path = "/rest/rockets/\(rocket["id"].string)"
        #expect(try await call.records("PATCH", path, ["name": "Vega"]).json["data"]["updateRocket"]["name"] == "Vega")
        #expect(try await call.records("GET", "/rest/rockets").json["totalCount"].int == 1)
        #expect(try await call.records("DELETE", path).status == 200)
        #expect(try await call.records("GET", "/rest/rockets").json["totalCount"].int == 0)
    }

    @Test func notesCanBeAboutANewObject() async throws {
        let (call, _) = try await MetadataCaller.withRockets()
        let rocket = try await call.records.create("rockets", ["name": "Ariane"])["id"]
        let note = try await call.records.create("notes", ["title": "Launch"])["id"]
        let target = try await call.records.create("noteTargets", ["noteId": note, "targetRocketId": rocket])
        #expect(target["targetRocketId"] == rocket)
        _ = try await call.records("DELETE", "/rest/rockets/\(rocket.string)")
        #expect(try await call.records.ids("noteTargets").isEmpty)
    }

    @Test func anObjectUnderAnotherNameKeepsItsRecords() async throws {
        let (call, id) = try await MetadataCaller.withRockets()
        let field = try await call.makeField(id, "stage", "SELECT", ["options": [["value": "BUILT"], ["value": "FLOWN"]]])
        let rocket = try await call.records.create("rockets", ["name": "Ariane", "stage": "FLOWN"])["id"].string
        let renamed = try await call("PATCH", "objects/\(id)", ["nameSingular": "launcher", "namePlural": "launchers"])
        #expect(renamed.status == 200)
        let read = try await call.records("GET", "/rest/launchers/\(rocket)").json["data"]["launcher"]
        #expect(read["stage"] == "FLOWN")
        #expect(try await call.records("GET", "/rest/rockets").status == 400)
        let note = try await call.records.create("noteTargets", ["targetLauncherId": .string(rocket)])
        #expect(note["targetLauncherId"].string == rocket)
        #expect(try await call("DELETE", "fields/\(field["id"].string)?delete_data=true").status == 200)
        // The old name is free again, with everything that hung on it.
        _ = try await call.makeObject("rocket", "rockets")
        _ = try await call.records.create("rockets", ["name": "Vega"])
    }

    @Test func anObjectWithRecordsIsDeletedOnlyWhenToldSo() async throws {
        let (call, id) = try await MetadataCaller.withRockets()
        _ = try await call.records.create("rockets", ["name": "Ariane"])
        let refused = try await call("DELETE", "objects/\(id)")
        #expect(refused.status == 400)
        #expect(refused.json["code"] == "OBJECT_MUTATION_NOT_ALLOWED")
        #expect(try await call.records.ids("rockets").count == 1)
        let deleted = try await call("DELETE", "objects/\(id)?delete_data=true")
        #expect(deleted.status == 200)
        #expect(deleted.json["id"].string == id)
        #expect(try await call.records("GET", "/rest/rockets").status == 400)
        #expect(try await call("GET", "objects/\(id)").status == 404)
        #expect(!(try await call.records("GET", "/rest/noteTargets?limit=1")).text.contains("Rocket"))
        _ = try await call.makeObject("rocket", "rockets")
        #expect(try await call.records("GET", "/rest/rockets").json["totalCount"].int == 0)
    }

    @Test func anInactiveObjectIsNotServedAndComesBackWhole() async throws {
        let (call, id) = try await MetadataCaller.withRockets()
        let rocket = try await call.records.create("rockets", ["name": "Ariane"])["id"].string
        #expect(try await call("PATCH", "objects/\(id)", ["isActive": false]).json["isActive"] == false)
        #expect(try await call.records("GET", "/rest/rockets").status == 400)
        #expect(try await call("PUT", "objects/\(id)", ["isActive": true]).json["isActive"] == true)
        #expect(try await call.records("GET", "/rest/rockets/\(rocket)").status == 200)
    }

    @Test func anInactiveObjectGoesWithItsRecords() async throws {
        let (call, id) = try await MetadataCaller.withRockets()
        _ = try await call.records.create("rockets", ["name": "Ariane"])
        #expect(try await call("PATCH", "objects/\(id)", ["isActive": false]).status == 200)
        #expect(try await call("DELETE", "objects/\(id)").status == 200)
        #expect(try await call("GET", "objects/\(id)").status == 404)
    }

    @Test func searchFollowsTheLabelIdentifier() async throws {
        let (call, id) = try await MetadataCaller.withRockets()
        let maker = try await call.makeField(id, "maker", "FULL_NAME")["id"]
        let rocket = try await call.records.create("rockets", ["name": "Ariane", "maker": ["firstName": "Wernher"]])["id"].string
        #expect(try await call("PATCH", "objects/\(id)", ["labelIdentifierFieldMetadataId": maker]).status == 200)
        let read = try await call.records("GET", "/rest/rockets/\(rocket)").json["data"]["rocket"]
        #expect(read["searchVector"].string == "'wernher':1")
        #expect(try await call("DELETE", "fields/\(maker.string)?delete_data=true").status == 400)
    }

    @Test func standardObjectsTakeOtherLabels() async throws {
        let call = try await MetadataCaller.fresh()
        let company = try await call.object("company")["id"].string
        let changed = try await call(
            "PATCH", "objects/\(company)",
            ["labelSingular": "Firm", "labelPlural": "Firms", "icon": "IconBuilding", "description": "x"])
        #expect(changed.status == 200)
        #expect(changed.json["labelPlural"] == "Firms")
        #expect(try await call.records("GET", "/rest/companies").status == 200)
    }
}
