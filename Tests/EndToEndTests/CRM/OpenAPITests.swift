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
