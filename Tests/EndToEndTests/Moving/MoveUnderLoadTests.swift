import Contracts
import Foundation
import TestSupport
import Testing

/// Tenants that are moved back and forth while clients read and write all the time.
@Suite(.serialized) struct MoveUnderLoadTests {
    private static let scene = Task { try await MoveScene() }
    private static let moves = 6

    @Test func noRequestFailsAndNoWriteIsLost() async throws {
        let scene = try await Self.scene.value
        let organization = try await scene.api.signUp("Moving")
        let writers = Writers(scene.api, organization)
        let answers = try await Load.run(clients: 6, writers.request) {
            for index in 0..<Self.moves {
                let server = MoveScene.servers[(index + 1) % 2]
                let reply = try await scene.move(organization.tenantID, to: server)
                let complaints = try scene.complaints()
                #expect(reply.status == 200, "\(reply.text) \(complaints)")
            }
        }
        let failed = answers.filter { ![200, 201].contains($0.reply.status) }
        #expect(failed.isEmpty, "\(failed.prefix(3).map { "\($0.reply.status) \($0.reply.text)" })")
        #expect(writers.count > 50)
        let database = try await scene.stack.database(of: organization)
        #expect(try await writers.lost(in: scene.stack, nil, database: database) == 0)
        #expect(try scene.server(of: organization.tenantID) == "main")
        #expect(try await scene.remains(of: organization.tenantID) == ["main:database", "main:role"])
        let pauses = try scene.pauses()
        #expect(pauses.count == Self.moves)
        print("pauses of moves under load:", pauses, "longest request:", answers.map(\.took).max() ?? .zero)
        #expect(pauses.allSatisfy { $0 < .seconds(3) })
    }

    @Test func whatATenantMadeItselfComesAlong() async throws {
        let scene = try await Self.scene.value
        let organization = try await scene.api.signUp("Custom")
        let made = try await scene.api.call(
            "POST", "/rest/metadata/objects",
            ["nameSingular": "rocket", "namePlural": "rockets", "labelSingular": "Rocket", "labelPlural": "Rockets"],
            token: organization.accessToken)
        #expect(made.status == 201, "\(made.text)")
        let created = try await scene.api.call(
            "POST", "/rest/rockets", ["name": "Saturn"], token: organization.accessToken)
        #expect(created.status == 201, "\(created.text)")
        #expect(try await scene.move(organization.tenantID, to: "second").status == 200)
        let rockets = try await scene.api.call("GET", "/rest/rockets", token: organization.accessToken)
        #expect(rockets.status == 200 && rockets.json["totalCount"].int == 1, "\(rockets.text)")
        let another = try await scene.api.call("POST", "/rest/rockets", ["name": "Ariane"], token: organization.accessToken)
        #expect(another.status == 201)
        #expect(try await scene.api.call("GET", "/rest/rockets", token: organization.accessToken).json["totalCount"].int == 2)
    }

    @Test func aSuspendedTenantMovesAndIsServedThereAfterwards() async throws {
        let scene = try await Self.scene.value
        let organization = try await scene.api.signUp("Asleep")
        let (key, path) = (try scene.stack.operatorKey, "/api/admin/tenants/\(organization.tenantID)/")
        #expect(try await scene.api.call("POST", path + "suspend", ["reason": "test"], operatorKey: key).status == 200)
        #expect(try await scene.move(organization.tenantID, to: "second").status == 200)
        #expect(try await scene.api.call("POST", path + "activate", operatorKey: key).status == 200)
        #expect(try await scene.api.call("GET", "/rest/people", token: organization.accessToken).status == 200)
        #expect(try await scene.remains(of: organization.tenantID) == ["second:database", "second:role"])
    }

    @Test func theCommandLineMovesToo() async throws {
        let scene = try await Self.scene.value
        let organization = try await scene.api.signUp("Command")
        let output = try scene.stack.command(["tenants", "move", organization.slug, "--to", "second"])
        #expect(output.contains("served from second"))
        #expect(try await scene.api.call("GET", "/rest/people", token: organization.accessToken).status == 200)
    }

    @Test func whoDoesNotWaitIsToldWhereToLook() async throws {
        let scene = try await Self.scene.value
        let organization = try await scene.api.signUp("Async")
        let reply = try await scene.move(organization.tenantID, to: "second", prefer: "respond-async")
        #expect(reply.status == 202 && reply.json["data"]["kind"].string == "tenant.move")
        let location = try #require(reply.headers["location"])
        try await eventually(within: .seconds(20)) {
            let job = try await scene.api.call("GET", location, operatorKey: scene.stack.operatorKey)
            return job.json["data"]["state"].string == "succeeded"
        }
        #expect(try scene.server(of: organization.tenantID) == "second")
    }
}
