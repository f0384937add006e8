import Contracts
import Foundation
import TestSupport
import Testing

/// A host stands still, with connections in its hands, while a tenant moves away from where they lead.
@Suite(.serialized) struct MoveFrozenHostTests {
    @Test func whatAFrozenHostHadInHandIsNotAcknowledgedAndLost() async throws {
        let scene = try await MoveScene()
        let organization = try await scene.api.signUp("Frozen")
        let writers = Writers(scene.api, organization)
        let answers = try await Load.run(clients: 6, writers.request) {
            try await Task.sleep(for: .seconds(1))
            try scene.stack.signal("host-2", SIGSTOP)
            let output = try scene.stack.command(["tenants", "move", organization.slug, "--to", "second"])
            #expect(output.contains("served from second"))
            try scene.stack.signal("host-2", SIGCONT)
            try await Task.sleep(for: .seconds(3))
        }
        #expect(answers.allSatisfy { [200, 201, 401, 403, 502, 503, 504].contains($0.reply.status) })
        let database = try await scene.stack.database(of: organization)
        #expect(writers.count > 10)
        #expect(try await writers.lost(in: scene.stack, scene.second, database: database) == 0)
        for _ in 0..<6 {
            #expect(try await scene.api.call("GET", "/rest/people", token: organization.accessToken).status == 200)
        }
    }
}
