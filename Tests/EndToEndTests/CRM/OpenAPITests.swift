import Contracts
import Foundation
import TestSupport
import Testing

/// The description of the interface, as anybody and as a workspace's callers see it.
@Suite struct OpenAPITests {
    static let paths = ["/rest/open-api/core", "/open-api/core", "/api/open-api/core"]

    @Test(arguments: paths) func aCallerIsToldTheWorkspacesObjects(path: String) async throws {
        let reply = try await RecordCaller.shared("GET", path)
        #expect(reply.status == 200)
        #expect(reply.json["paths"]["/people"].memberNames == ["get", "post", "patch", "delete"])
        #expect(reply.json["components"]["schemas"]["PersonForResponse"]["properties"]["emails"] != .null)
    }

    @Test(arguments: paths, [nil, "", "forged", "a.b.c"] as [String?])
    func anybodyIsToldTheSkeleton(path: String, token: String?) async throws {
        let reply = try await Product.api.call("GET", path, token: token)
        #expect(reply.status == 200)
        #expect(reply.json["openapi"] == "3.1.1")
        #expect(reply.json["paths"].memberNames == ["/open-api/core"])
    }

    @Test func aTokenInTheQueryIsNoToken() async throws {
        let token = try await RecordCaller.shared.token
        let reply = try await Product.api.call("GET", "/rest/open-api/core?token=\(token)")
        #expect(reply.json["paths"].memberNames == ["/open-api/core"])
    }

    /// What the document says a record has is what a record has.
    @Test(arguments: [("people", "PersonForResponse", "person"), ("opportunities", "OpportunityForResponse", "opportunity")])
    func aRecordHasTheKeysThatAreDescribed(objects: String, schema: String, object: String) async throws {
        let caller = try await RecordCaller.shared
        let document = try await caller("GET", "/rest/open-api/core").json
        let described = document["components"]["schemas"][schema]["properties"].memberNames
        let record = try await caller("GET", "/rest/\(objects)?limit=1&depth=1").json["data"][objects][0]
        #expect(Set(record.memberNames).subtracting(described) == ["searchVector"])
        #expect(Set(described).isSubset(of: record.memberNames))
    }

    /// Every operation on an object, with its parameters and the key of its answer.
    static let operations: [(path: String, method: String, id: String, parameters: [String], status: String)] = [
        (
            "/people", "get", "findManyPeople", ["orderBy", "filter", "limit", "depth", "fields", "startingAfter", "endingBefore"],
            "200"
        ),
        ("/people", "post", "createOnePerson", ["depth", "fields", "upsert"], "201"),
        ("/people", "patch", "updateManyPeople", ["filter", "depth", "fields"], "200"),
        ("/people", "delete", "deleteManyPeople", ["filter", "softDelete"], "200"),
        ("/batch/people", "post", "createManyPeople", ["depth", "fields", "upsert"], "201"),
        ("/people/{id}", "get", "findOnePerson", ["idPath", "depth", "fields"], "200"),
        ("/people/{id}", "patch", "UpdateOnePerson", ["idPath", "depth", "fields"], "200"),
        ("/people/{id}", "delete", "deleteOnePerson", ["idPath", "softDelete"], "200"),
        ("/people/duplicates", "post", "findPersonDuplicates", ["depth", "fields"], "200"),
        ("/restore/people", "patch", "restoreManyPeople", ["filter", "depth", "fields"], "200"),
        ("/restore/people/{id}", "patch", "restoreOnePerson", ["idPath", "depth", "fields"], "200"),
        ("/people/merge", "patch", "mergeManyPeople", ["depth", "fields"], "200"),
        (
            "/people/groupBy", "get", "groupByPeople",
            ["groupBy", "filter", "orderBy", "limit", "viewId", "aggregate", "includeRecordsSample", "orderByForRecords"], "200"
        ),
    ]

    @Test func everyOperationIsDescribedUnderTwentysNames() async throws {
        let document = try await RecordCaller.shared("GET", "/rest/open-api/core").json
        for (path, method, id, parameters, status) in Self.operations {
            let operation = document["paths"][path][method]
            #expect(operation["operationId"].string == id && operation["tags"] == ["people"])
            let references = operation["parameters"].elements.map { $0["$ref"].string }
            #expect(references == parameters.map { "#/components/parameters/\($0)" })
            for answer in [status, "400", "401"] { #expect(operation["responses"][answer] != .null, "\(id) \(answer)") }
        }
        let described = document["paths"].memberNames.filter { $0.hasSuffix("/people") || $0.contains("/people/") }
        #expect(Set(described) == Set(Self.operations.map(\.path)))
    }

    @Test func theDocumentSaysWhatTwentysSays() async throws {
        let document = try await RecordCaller.shared("GET", "/rest/open-api/core").json
        #expect(
            document["openapi"] == "3.1.1" && document["info"]["version"] == "v0.1" && document["info"]["title"] == "Twenty Api")
        #expect(document["servers"].elements.map { $0["url"] } == ["/rest/"])
        #expect(document["security"] == [["bearerAuth": []]] && document["externalDocs"] != .null)
        let scheme = document["components"]["securitySchemes"]["bearerAuth"]
        #expect(scheme["type"] == "http" && scheme["scheme"] == "bearer" && scheme["bearerFormat"] == "JWT")
        let tags = document["tags"].elements.map { $0["name"].string }
        #expect(tags.first == "General" && tags.dropFirst().sorted() == Array(tags.dropFirst()))
        let parameters = document["components"]["parameters"]
        #expect(parameters["depth"]["schema"]["enum"] == [0, 1])
        let limit = parameters["limit"]["schema"]
        #expect(limit["minimum"] == 0 && limit["maximum"] == 200 && limit["default"] == 60)
    }

    @Test func theParametersAreTwentys() async throws {
        let parameters = try await RecordCaller.shared("GET", "/rest/open-api/core").json["components"]["parameters"]
        let names = parameters.memberNames.map { "\($0) \(parameters[$0]["name"].string)" }
        #expect(
            Set(names) == [
                "idPath id", "startingAfter starting_after", "endingBefore ending_before", "filter filter", "depth depth",
                "upsert upsert", "softDelete soft_delete", "orderBy order_by", "limit limit", "groupBy group_by", "viewId view_id",
                "aggregate aggregate", "includeRecordsSample include_records_sample", "orderByForRecords order_by_for_records",
                "fields fields",
            ])
    }

    @Test func dashboardsHaveAPathOfTheirOwn() async throws {
        let paths = try await RecordCaller.shared("GET", "/rest/open-api/core").json["paths"]
        #expect(paths["/dashboards/{id}/duplicate"].memberNames == ["post"])
        #expect(paths.memberNames.filter { $0.hasSuffix("/duplicate") } == ["/dashboards/{id}/duplicate"])
    }

    @Test func whatTwentySendsIsDescribed() async throws {
        let document = try await RecordCaller.shared("GET", "/rest/open-api/core").json
        for event in ["person.created", "person.updated", "person.deleted"] {
            let schema = document["webhooks"][event]["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"]
            #expect(schema["eventName"]["const"].string == event)
            #expect(schema["record"] == ["$ref": "#/components/schemas/PersonForResponse"])
            #expect((schema["updatedFields"] != .null) == (event == "person.updated"))
        }
        #expect(document["webhooks"].memberNames.count == 3 * document["tags"].elements.dropFirst().count)
    }

    @Test func aBodyIsDescribedWithoutWhatTheProgramSets() async throws {
        let schemas = try await RecordCaller.shared("GET", "/rest/open-api/core").json["components"]["schemas"]
        for schema in ["Person", "PersonForUpdate"] {
            #expect(
                schemas[schema]["properties"].memberNames == [
                    "name", "emails", "linkedinLink", "jobTitle", "phones", "avatarUrl", "avatarFile", "companyId", "position",
                    "createdBy", "updatedBy",
                ])
        }
        #expect(schemas["WorkspaceMember"]["required"] == ["name"])
        #expect(schemas["Person"]["example"].memberNames.contains("emails"))
        #expect(schemas["Opportunity"]["properties"]["stage"]["enum"][0] == "NEW")
        #expect(schemas["TimelineActivity"]["properties"]["properties"]["type"] == "object")
    }

    @Test(
        arguments: [
            ("whole", [:], "integer"), ("none", ["decimals": 0], "integer"), ("some", ["decimals": 2], "number"),
            ("float", ["dataType": "float"], "number"), ("odd", ["decimals": ["x": 1]], "number"),
        ] as [(String, JSONValue, JSONValue)])
    func aNumberIsWholeUnlessItsSettingsSayOtherwise(name: String, settings: JSONValue, type: JSONValue) async throws {
        let (call, rocket) = try await MetadataCaller.withRockets()
        try await call.makeField(rocket, name, "NUMBER", ["settings": settings])
        let schemas = try await call.records("GET", "/rest/open-api/core").json["components"]["schemas"]
        #expect(schemas["Rocket"]["properties"][name]["type"] == type)
        #expect(schemas["RocketForUpdate"]["properties"][name]["type"] == [type, "null"])
        #expect(schemas["RocketForResponse"]["properties"][name]["type"] == ["number", "null"])
        #expect(try await call.records.create("rockets", .object(JSONObject([JSONMember(name, 1)])))[name] == 1)
    }

    @Test func aNewObjectIsDescribedAtOnce() async throws {
        let caller = try await RecordCaller.fresh()
        _ = try await caller("GET", "/rest/open-api/core")
        let made = try await caller(
            "POST", "/rest/metadata/objects",
            ["nameSingular": "rocket", "namePlural": "rockets", "labelSingular": "Rocket", "labelPlural": "Rockets"])
        #expect(made.status == 201)
        #expect(try await caller("GET", "/rest/open-api/core").json["paths"]["/rockets"] != .null)
        #expect(try await RecordCaller.shared("GET", "/rest/open-api/core").json["paths"]["/rockets"] == .null)
    }

    @Test func aRoleIsNotToldWhatItMayNotSee() async throws {
        let team = try await Team.make()
        try await team.narrow(.everyRight, fields: [["object": "people", "field": "jobTitle", "can_read": false]])
        let properties = try await team.member("GET", "/rest/open-api/core").json["components"]["schemas"]["PersonForResponse"]
        #expect(properties["properties"]["avatarUrl"] != .null)
        #expect(properties["properties"]["jobTitle"] == .null)
    }
}
