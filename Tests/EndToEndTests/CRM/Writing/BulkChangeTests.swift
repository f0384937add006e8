import Contracts
import TestSupport
import Testing

/// Changing, deleting and restoring all records of a filter.
@Suite struct BulkChangeTests {
    private static let filter = "filter=" + RecordCaller.escaped("jobTitle[eq]:bulk")

    /// A caller with so many people of the job title `bulk`.
    private func caller(_ count: Int) async throws -> RecordCaller {
        let call = try await RecordCaller.fresh()
        for start in stride(from: 0, to: count, by: 200) {
            let batch = Array(repeating: ["jobTitle": "bulk"] as JSONValue, count: min(200, count - start))
            #expect(try await call("POST", "/rest/batch/people", .array(batch)).status == 201)
        }
        return call
    }

    @Test(arguments: RecordCaller.prefixes, ["PATCH", "PUT"])
    func everyRecordOfTheFilterIsChanged(prefix: String, method: String) async throws {
        let call = try await caller(3)
        let reply = try await call(method, "\(prefix)/people?\(Self.filter)", ["name": ["lastName": "New"]])
        #expect(reply.status == 200)
        let records = reply.json["data"]["updatePeople"].elements
        #expect(records.count == 3)
        #expect(records.allSatisfy { $0["name"] == ["firstName": "", "lastName": "New"] && $0["updatedBy"]["source"] == "MANUAL" })
        #expect(try await call.ids("people", "?filter=" + RecordCaller.escaped("name.lastName[eq]:New")).count == 3)
    }

    @Test func aFilterMayGoThroughARelationAndMeansDeletedRecordsToo() async throws {
        let call = try await RecordCaller.fresh()
        let company = try await call.create("companies", ["name": "Engines"])["id"]
        let person = try await call.create("people", ["companyId": company])["id"].string
        _ = try await call("DELETE", "/rest/people/\(person)?soft_delete=true")
        let filter = "filter=" + RecordCaller.escaped("company.name[eq]:Engines")
        let reply = try await call("PATCH", "/rest/people?\(filter)", ["jobTitle": "Seen"])
        #expect(reply.json["data"]["updatePeople"].elements.map { $0["jobTitle"] } == ["Seen"])
    }

    @Test func withoutAFilterEveryRecordIsChanged() async throws {
        let call = try await RecordCaller.fresh()
        let reply = try await call("PATCH", "/rest/people", ["jobTitle": "all"])
        #expect(reply.json["data"]["updatePeople"].elements.count == 5)
    }

    @Test func noMatchChangesNothing() async throws {
        let call = try await RecordCaller.fresh()
        let reply = try await call("PATCH", "/rest/people?\(Self.filter)", ["jobTitle": "x"])
        #expect(reply.text == #"{"data":{"updatePeople":[]}}"#)
        #expect(try await call("DELETE", "/rest/people?\(Self.filter)").text == #"{"data":{"deletePeople":[]}}"#)
    }

    @Test func moreThanTwoHundredAreNotChangedNorDestroyed() async throws {
        let call = try await caller(201)
        let update = try await call("PATCH", "/rest/people?\(Self.filter)", ["jobTitle": "changed"])
        #expect(
            update.text == """
                {"statusCode":400,"error":"Error","messages":["Cannot update more than 200 records at once"],\
                "code":"TOO_MANY_RECORDS_TO_UPDATE"}
                """)
        let destruction = try await call("DELETE", "/rest/people?\(Self.filter)")
        #expect(destruction.status == 400)
        #expect(destruction.json["messages"] == ["Cannot destroy more than 200 records at once"])
        let left = try await call("GET", "/rest/people?limit=0&\(Self.filter)")
        #expect(left.json["totalCount"] == 201)
        // What is only hidden may be more.
        let hidden = try await call("DELETE", "/rest/people?soft_delete=true&\(Self.filter)")
        #expect(hidden.json["data"]["deletePeople"].elements.count == 201)
    }

    @Test(arguments: RecordCaller.prefixes)
    func everyRecordOfTheFilterIsDestroyed(prefix: String) async throws {
        let call = try await caller(3)
        let ids = try await call.ids("people", "?\(Self.filter)")
        let reply = try await call("DELETE", "\(prefix)/people?\(Self.filter)")
        #expect(reply.json["data"]["deletePeople"].elements.map { $0["id"].string } == ids.sorted())
        #expect(reply.json["data"]["deletePeople"][0].memberNames == ["id"])
        #expect(try await call("GET", "/rest/people").json["totalCount"] == 5)
        #expect(try await call("PATCH", "/rest/restore/people/\(ids[0])").status == 404)
    }

    @Test(arguments: ["/rest/restore/people", "/rest/people/restore", "/api/restore/people", "/api/people/restore"])
    func everyRecordOfTheFilterIsHiddenAndComesBack(path: String) async throws {
        let call = try await caller(3)
        let hidden = try await call("DELETE", "/rest/people?soft_delete=true&\(Self.filter)")
        #expect(hidden.json["data"]["deletePeople"].elements.count == 3)
        #expect(try await call.ids("people", "?\(Self.filter)").isEmpty)
        let restored = try await call("PATCH", "\(path)?\(Self.filter)&fields=jobTitle")
        #expect(restored.status == 200)
        let records = restored.json["data"]["restorePeople"].elements
        #expect(records.map(\.memberNames) == Array(repeating: ["id", "jobTitle"], count: 3))
        #expect(try await call.ids("people", "?\(Self.filter)").count == 3)
    }

    @Test func withoutAFilterAllThatIsDeletedComesBack() async throws {
        let call = try await caller(2)
        _ = try await call("DELETE", "/rest/people?soft_delete=true&\(Self.filter)")
        #expect(try await call("PATCH", "/rest/restore/people").json["data"]["restorePeople"].elements.count == 2)
    }

    @Test(arguments: ["/rest/restore/people/ID", "/rest/people/ID/restore", "/api/people/ID/restore"])
    func oneRecordComesBack(path: String) async throws {
        let call = try await RecordCaller.fresh()
        let company = try await call.create("companies", ["name": "Engines"])["id"]
        let id = try await call.create("people", ["companyId": company])["id"].string
        _ = try await call("DELETE", "/rest/people/\(id)?soft_delete=true")
        let reply = try await call("PATCH", path.replacing("ID", with: id) + "?depth=1")
        #expect(reply.status == 200)
        #expect(reply.json["data"]["restorePerson"]["deletedAt"] == .null)
        #expect(reply.json["data"]["restorePerson"]["company"]["name"] == "Engines")
        #expect(try await call("PATCH", path.replacing("ID", with: RefusalTests.unknown)).status == 404)
        #expect(try await call("PATCH", path.replacing("ID", with: "x")).json["messages"] == ["'x' is not a valid UUID"])
    }

    @Test(arguments: [("note", "notes"), ("task", "tasks")])
    func targetsGoAndComeBackWithTheirNoteOrTask(object: String, objects: String) async throws {
        let call = try await RecordCaller.fresh()
        let owner = try await call.create(objects, ["title": "x"])["id"]
        let person = try await call.ids("people")[0]
        let target = JSONObject([JSONMember("\(object)Id", owner), JSONMember("targetPersonId", .string(person))])
        let id = try await call.create("\(object)Targets", .object(target))["id"].string
        _ = try await call("DELETE", "/rest/\(objects)/\(owner.string)?soft_delete=true")
        #expect(try await call("GET", "/rest/\(object)Targets/\(id)").status == 404)
        _ = try await call("PATCH", "/rest/\(objects)/\(owner.string)/restore")
        #expect(try await call("GET", "/rest/\(object)Targets/\(id)").status == 200)
        let filter = "filter=" + RecordCaller.escaped("id[eq]:\(owner.string)")
        _ = try await call("DELETE", "/rest/\(objects)?soft_delete=true&\(filter)")
        #expect(try await call("GET", "/rest/\(object)Targets/\(id)").status == 404)
    }
}
