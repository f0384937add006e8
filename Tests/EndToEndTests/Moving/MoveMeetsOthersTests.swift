import Contracts
import Foundation
import TestSupport
import Testing

/// Moves that meet something else which is done to the tenant at the same time.
@Suite(.serialized) struct MoveMeetsOthersTests {
    private static let scene = Task {
        let scene = try await MoveScene(environment: ["MOVE_ATTEMPTS": "2"])
        return (scene, try CrashScene(scene.stack))
    }

    private func version(of tenant: String, in stack: TestStack) throws -> String {
        try stack.sql("SELECT schema_fingerprint FROM tenant WHERE id = '\(tenant)'")
    }

    /// The migration comes where the move has everybody wait, and just before it shuts the source.
    @Test func aMigrationOfTheFleetWithinAMoveIsNotLost() async throws {
        let (scene, crash) = try await Self.scene.value
        let organization = try await scene.api.signUp("Both")
        let (tenant, key) = (organization.tenantID, try scene.stack.operatorKey)
        let current = try version(of: tenant, in: scene.stack)
        try await scene.stack.age(organization)
        let point = CrashPoint(name: "within the pause", lock: .table("pg_authid"), statement: "RESET ROLE; ALTER ROLE %")
        let copied = CrashPoint.record(of: "copy")
        _ = try await crash.stopping(
            at: [CrashPoint.record(of: "examine"), CrashPoint.record(of: "prepare"), copied, point][...],
            { api in
                try await api.call(
                    "POST", "/api/admin/tenants/\(tenant)/move", ["server": "second"], operatorKey: key,
                    headers: [("Prefer", "respond-async")])
            },
            { hold in
                let begun = try await scene.api.call(
                    "POST", "/api/admin/migrations", ["canary": 0, "failure_budget": "100%"], operatorKey: key)
                #expect(begun.status == 202, "\(begun.text)")
                try await Task.sleep(for: .milliseconds(500))
                await hold.release()
            })
        try await scene.settle()
        try await eventually(within: .seconds(60)) { try version(of: tenant, in: scene.stack) == current }
        let (server, database) = (try scene.server(of: tenant), try await scene.stack.database(of: organization))
        let target = server == "second" ? scene.second.target(database: database) : nil
        let indexes =
            if let target {
                try await scene.second.withConnection(to: target) { try await $0.query(TestStack.indexesOfLatestVersion) }
            } else {
                try await scene.stack.withSuperuser(database: database) { try await $0.query(TestStack.indexesOfLatestVersion) }
            }
        #expect(Int(indexes.first?.text(0) ?? "") ?? 0 > 0)
        #expect(try await scene.remains(of: tenant) == ["\(server):database", "\(server):role"])
        let people = try await scene.api.call("GET", "/rest/people", token: organization.accessToken)
        #expect(people.json["totalCount"] == 5, "\(people.text)")
    }

    @Test func aLongRequestIsNotCutOffAndTheMoveGivesWay() async throws {
        let (scene, _) = try await Self.scene.value
        let organization = try await scene.api.signUp("Slow")
        let database = try await scene.stack.database(of: organization)
        let waiting = try await scene.stack.withSuperuser(database: database) { session in
            // It keeps writers waiting, and the move can read.
            try await session.execute(script: "BEGIN; LOCK TABLE \(try await Self.people(session)) IN SHARE MODE")
            let request = Task {
                try await scene.api.call("POST", "/rest/people", [:], token: organization.accessToken)
            }
            try await eventually { try await scene.stack.waiting(in: database) == 1 }
            let reply = try await scene.move(organization.tenantID, to: "second")
            #expect(reply.status == 503 && reply.code == "move_blocked", "\(reply.text)")
            #expect(reply.headers["retry-after"] != nil)
            let others = try await scene.api.call("GET", "/rest/people", token: organization.accessToken)
            #expect(others.status == 200, "\(others.text)")
            return request
        }
        let answer = try await waiting.value
        #expect(answer.status == 201, "\(answer.text)")
        #expect(try scene.server(of: organization.tenantID) == "main")
        #expect(try await scene.remains(of: organization.tenantID) == ["main:database", "main:role"])
        #expect(try await scene.move(organization.tenantID, to: "second").status == 200)
        let people = try await scene.api.call("GET", "/rest/people", token: organization.accessToken)
        #expect(people.json["totalCount"] == 6, "\(people.text)")
    }

    private static func people(_ session: any DatabaseConnection) async throws -> String {
        try await session.query("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE tablename = 'person'")
            .first?.text(0) ?? ""
    }
}
