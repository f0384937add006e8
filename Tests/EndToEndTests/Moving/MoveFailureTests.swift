import Contracts
import Foundation
import TestSupport
import Testing

/// Moves that something stands in the way of: the tenant stays where it was, with all it has, and nothing is left elsewhere.
@Suite(.serialized) struct MoveFailureTests {
    private static let scene = Task {
        let scene = try await MoveScene(environment: ["MOVE_ATTEMPTS": "2"])
        return (scene, try CrashScene(scene.stack))
    }

    private struct Stage {
        let scene: MoveScene
        let organization: ProductAPI.Organization
        let writers: Writers

        var tenant: String { organization.tenantID }
    }

    /// Moves a tenant of its own while clients read and write, with `harm` done when the copy is there and the pause has not begun.
    ///
    /// - Returns: what clients were answered.
    private func move(
        to server: String, _ harm: (Stage) async throws -> Void, until end: (Stage) async throws -> Void
    ) async throws -> (Stage, [Load.Answer]) {
        let (scene, _) = try await Self.scene.value
        let organization = try await scene.api.signUp("Failing")
        if server == "main" { #expect(try await scene.move(organization.tenantID, to: "second").status == 200) }
        let stage = Stage(scene: scene, organization: organization, writers: Writers(scene.api, organization))
        let answers = try await Load.run(clients: 3, stage.writers.request) {
            let point = CrashPoint.record(of: "copy")
            let points = [CrashPoint.record(of: "examine"), CrashPoint.record(of: "prepare"), point]
            _ = try await Self.scene.value.1.stopping(
                at: points[...],
                { [tenant = stage.tenant, key = try scene.stack.operatorKey] api in
                    try await api.call(
                        "POST", "/api/admin/tenants/\(tenant)/move", ["server": .string(server)], operatorKey: key,
                        headers: [("Prefer", "respond-async")])
                },
                { hold in
                    try await harm(stage)
                    await hold.release()
                    try await end(stage)
                })
        }
        return (stage, answers)
    }

    @Test func aCopyThatSomebodyChangesIsNeverSwitchedTo() async throws {
        let (stage, answers) = try await move(to: "second") { _ in
        } until: { stage in
            let database = "twenty_tenant_" + stage.tenant.replacing("-", with: "")
            let second = stage.scene.second
            let meddling = Task {
                while !Task.isCancelled {
                    _ = try? await second.withConnection(to: second.target(database: database)) { session in
                        while !Task.isCancelled {
                            _ = try await session.query(
                                """
                                INSERT INTO core."recordCount" ("objectMetadataId", "difference") VALUES (gen_random_uuid(), 0)
                                """)
                        }
                    }
                    try await Task.sleep(for: .milliseconds(1))
                }
            }
            try await stage.scene.settle()
            meddling.cancel()
        }
        #expect(try stage.scene.lastMove() == ("failed", "move_failed"))
        try await expectStayed(stage, on: "main", answers)
    }

    @Test func aTargetThatDiesCostsNobodyAnything() async throws {
        let (stage, answers) = try await move(to: "second") { stage in
            try await stage.scene.second.stop(.immediate)
        } until: { stage in
            try await eventually(within: .seconds(20)) {
                try stage.scene.stack.sql("SELECT count(*) FROM job WHERE state = 'undoing'") == "1"
            }
            try await Task.sleep(for: .seconds(1))
            try await stage.scene.second.start()
            try await stage.scene.settle()
        }
        #expect(try stage.scene.lastMove().state == "failed")
        try await expectStayed(stage, on: "main", answers)
    }

    /// Its tenants cannot be served while it is away, with or without a move.
    @Test func aSourceThatDiesServesAgainWhenItIsBack() async throws {
        let (stage, answers) = try await move(to: "main") { stage in
            try await stage.scene.second.stop(.immediate)
        } until: { stage in
            try await Task.sleep(for: .seconds(2))
            try await stage.scene.second.start()
            try await stage.scene.settle()
            try await Task.sleep(for: .seconds(2))
        }
        #expect(try stage.scene.lastMove().state == "failed")
        #expect(answers.allSatisfy { [200, 201, 503, 504].contains($0.reply.status) })
        try await expectStayed(stage, on: "second", [])
    }

    private func expectStayed(_ stage: Stage, on server: String, _ answers: [Load.Answer]) async throws {
        let failed = answers.filter { ![200, 201].contains($0.reply.status) }
        #expect(failed.isEmpty, "\(failed.prefix(3).map(\.reply.text))")
        #expect(try stage.scene.server(of: stage.tenant) == server)
        #expect(try await stage.scene.remains(of: stage.tenant) == ["\(server):database", "\(server):role"])
        let database = try await stage.scene.stack.database(of: stage.organization)
        let cluster = server == "main" ? nil : stage.scene.second
        #expect(try await stage.writers.lost(in: stage.scene.stack, cluster, database: database) == 0)
        try await eventually(within: .seconds(15)) {
            let reply = try await stage.scene.api.call("GET", "/rest/people", token: stage.organization.accessToken)
            return reply.status == 200
        }
    }
}
