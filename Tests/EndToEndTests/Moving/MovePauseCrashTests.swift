import Contracts
import Foundation
import TestSupport
import Testing

/// A host is killed while a tenant's requests wait for its move.
@Suite(.serialized) struct MovePauseCrashTests {
    /// The pause's own limit is over seconds before another host takes the move over.
    private static let environment = ["MOVE_PAUSE_LIMIT_MS": "2000", "JOB_LEASE_MS": "9000"]

    @Test func whoWaitsIsServedAfterTheTakeover() async throws {
        let scene = try await MoveScene(environment: Self.environment)
        let crash = try CrashScene(scene.stack)
        let organization = try await scene.api.signUp("Waiting")
        let key = try scene.stack.operatorKey
        _ = try await crash.stopping(
            at: ["examine", "prepare", "copy", "hand_over"].map(CrashPoint.record)[...],
            {
                try await $0.call(
                    "POST", "/api/admin/tenants/\(organization.tenantID)/move", ["server": "second"], operatorKey: key)
            },
            { hold in
                try await crash.killOwner(hold)
                await hold.release()
                let answers = try await Load.run(
                    clients: 4,
                    { _ in
                        try await scene.api.call("GET", "/rest/people", token: organization.accessToken)
                    }
                ) { try await scene.settle() }
                #expect(answers.allSatisfy { $0.reply.status == 200 }, "\(Set(answers.map(\.reply.text)).prefix(3))")
            })
        #expect(try scene.server(of: organization.tenantID) == "second")
    }
}
