import Contracts
import Foundation
import TestSupport
import Testing

/// A server whose tenants all go elsewhere, while they are served.
@Suite(.serialized) struct EvacuationTests {
    private static let shared = Task { try await EvacuationScene() }

    @Test func everybodyGoesAndNoRequestFails() async throws {
        let scene = try await Self.shared.value
        let organizations = try await scene.settled(count: 4)
        let stays = try await scene.settledWithServerOfItsOwn()
        try await scene.drain("second")
        let answers = try await Load.run(clients: 4) { client in
            try await scene.api.call("GET", "/rest/people?limit=5", token: organizations[client].accessToken)
        } while: {
            let reply = try await scene.evacuate("second", ["workers": 2])
            #expect(reply.status == 202 && reply.json["data"]["kind"] == "server.evacuate", "\(reply.text)")
            let job = try await scene.end(of: try #require(reply.headers["location"]))
            #expect(job["state"] == "succeeded", "\(job)")
        }
        let failed = answers.filter { $0.reply.status != 200 }
        #expect(failed.isEmpty && answers.count > 50, "\(failed.prefix(3).map(\.reply.text))")
        for organization in organizations {
            #expect(try scene.moves.server(of: organization.tenantID) == "main")
            #expect(try await scene.moves.remains(of: organization.tenantID) == ["main:database", "main:role"])
        }
        let left = try await scene.remaining(on: "second")
        #expect(left["total"] == 1 && left["tenants"][0]["slug"].string == stays.slug)
        #expect(left["tenants"][0]["obstacle"] == "tenant_not_movable")
        try await scene.reset()
    }

    @Test func aServerThatIsOpenIsNotEvacuated() async throws {
        let scene = try await Self.shared.value
        let reply = try await scene.evacuate("second")
        #expect(reply.status == 409 && reply.code == "server_not_draining", "\(reply.text)")
        #expect(try await scene.evacuate("nowhere").code == "server_not_found")
    }

    @Test func whereThereIsNowhereToGoNothingBegins() async throws {
        let scene = try await Self.shared.value
        _ = try await scene.settled(count: 1)
        try await scene.drain("second")
        try await scene.drain("main")
        let reply = try await scene.evacuate("second")
        #expect(reply.status == 409 && reply.code == "nowhere_to_go", "\(reply.text)")
        let named = try await scene.evacuate("second", ["to": "main"])
        #expect(named.status == 400 && named.json["errors"][0]["field"] == "server", "\(named.text)")
        try await scene.reset()
    }

    /// It may be by law that they lie there.
    @Test func aRegionIsNotLeftUnlessItIsSaid() async throws {
        let scene = try await Self.shared.value
        let organization = try await scene.settled(count: 1)[0]
        #expect(try await scene.change("second", ["region": "eu"]).status == 200)
        try await scene.drain("second")
        #expect(try await scene.evacuate("second").code == "nowhere_to_go")
        let told = try await scene.evacuate("second", ["to": "main"])
        _ = try await scene.end(of: try #require(told.headers["location"], "\(told.text)"))
        #expect(try scene.moves.server(of: organization.tenantID) == "main")
        #expect(try await scene.change("second", ["region": .null]).status == 200)
        try await scene.reset()
    }

    @Test func anotherNameOfTheServerIsNoWayOut() async throws {
        let scene = try await Self.shared.value
        let organization = try await scene.settled(count: 1)[0]
        try await scene.addTwin("twin")
        let refused = try await scene.moves.move(organization.tenantID, to: "twin")
        #expect(refused.status == 400 && refused.text.contains("another name of the server"), "\(refused.text)")
        try await scene.drain("second")
        try await scene.drain("main")
        let reply = try await scene.evacuate("second")
        let job = try await scene.end(of: try #require(reply.headers["location"], "\(reply.text)"))
        #expect(job["state"] == "failed" && job["error"]["code"] == "evacuation_incomplete", "\(job)")
        #expect(try scene.moves.server(of: organization.tenantID) == "second")
        #expect(try await scene.moves.remains(of: organization.tenantID) == ["second:database", "second:role"])
        #expect(try await scene.api.call("GET", "/rest/people", token: organization.accessToken).status == 200)
        try await scene.remove("twin")
        try await scene.reset()
    }

    @Test func aKilledHostsEvacuationGoesOnElsewhere() async throws {
        let scene = try await Self.shared.value
        let organizations = try await scene.settled(count: 4)
        try await scene.drain("second")
        let reply = try await scene.evacuate("second")
        try await eventually(within: .seconds(30)) { try scene.tenants(on: "main", of: organizations) == 1 }
        let host = try #require(try scene.owner(of: "server.evacuate"))
        try await scene.moves.stack.end(host, by: SIGKILL)
        let job = try await scene.end(of: try #require(reply.headers["location"]))
        #expect(job["state"] == "succeeded" && job["attempts"] == 2, "\(job)")
        #expect(try scene.tenants(on: "main", of: organizations) == 4)
        for organization in organizations {
            #expect(try await scene.moves.remains(of: organization.tenantID) == ["main:database", "main:role"])
        }
        try scene.moves.stack.start()
        try await scene.reset()
    }

    @Test func openingTheServerStopsIt() async throws {
        let scene = try await Self.shared.value
        let organizations = try await scene.settled(count: 3)
        try await scene.drain("second")
        let reply = try await scene.evacuate("second")
        try await eventually(within: .seconds(30)) { try scene.owner(of: "tenant.move") != nil }
        #expect(try await scene.change("second", ["state": "open"]).status == 200)
        let job = try await scene.end(of: try #require(reply.headers["location"]))
        #expect(job["state"] == "failed" && job["error"]["code"] == "server_not_draining", "\(job)")
        try await scene.moves.settle()
        #expect(try scene.tenants(on: "second", of: organizations) > 0)
        try await scene.reset()
    }

    @Test func theCommandLineNamesThoseThatAreLeft() async throws {
        let scene = try await Self.shared.value
        let organization = try await scene.settled(count: 1)[0]
        let stays = try await scene.settledWithServerOfItsOwn()
        #expect(scene.command(["servers", "evacuate", "second"]).output.hasPrefix("error: 'second' is open"))
        try await scene.drain("second")
        let (status, output) = scene.command(["servers", "evacuate", "second"])
        #expect(status == 1 && output.contains("second has 1 tenant still."), "\(output)")
        let lines = try scene.moves.stack.shell("scripts/command servers evacuate second 2> /dev/null || true")
        #expect(lines == "left: \(stays.slug)\tactive\ttenant_not_movable")
        #expect(try scene.moves.server(of: organization.tenantID) == "main")
        try await scene.letGo(stays)
        #expect(scene.command(["servers", "evacuate", "second"]) == (0, "second has no tenants."))
        try await scene.reset()
    }

    @Test func onlySuperadminsEvacuate() async throws {
        let scene = try await Self.shared.value
        let key = try scene.moves.stack.command(["operators", "create", "mere"])
        let path = "/api/admin/servers/second"
        #expect(try await scene.api.call("POST", path + "/evacuate", operatorKey: key).code == "insufficient_role")
        #expect(try await scene.api.call("GET", path + "/tenants", operatorKey: key).status == 200)
    }
}
