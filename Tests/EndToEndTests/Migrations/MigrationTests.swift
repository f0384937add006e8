import Contracts
import Foundation
import TestSupport
import Testing

/// A fleet that an earlier version made, behind nginx.
@Suite(.serialized) struct MigrationTests {
    @Test func anOutdatedTenantIsRefusedUntilItsTurnAndOthersAreNot() async throws {
        let scene = try await MigrationScene.shared.value
        let (old, current) = (scene.owners[0], scene.owners[1])
        try await scene.age(old)
        try await scene.holdingLock(on: old) {
            try await eventually { try await scene.api.call("GET", "/rest/people", token: old.accessToken).status == 503 }
            let refusal = try await scene.api.call("GET", "/api/me", token: old.accessToken)
            #expect((refusal.status, refusal.code) == (503, "tenant_upgrading"))
            #expect(refusal.headers["retry-after"] == "2")
            #expect(try await scene.api.call("GET", "/rest/people", token: current.accessToken).status == 200)
        }
        #expect(try await scene.begin().status == 202)
        try await eventually { try await scene.api.call("GET", "/rest/people", token: old.accessToken).status == 200 }
        try await scene.settle()
    }

    @Test func aRunIsSeenAndASecondOneRefused() async throws {
        let scene = try await MigrationScene.shared.value
        for owner in scene.owners { try await scene.age(owner) }
        let run = try await scene.holdingLock(on: scene.owners[2]) {
            let begun = try await scene.begin()
            let run = begun.json["data"]["id"].string
            #expect(begun.headers["location"] == "/api/admin/migrations/\(run)")
            let second = try await scene.begin()
            #expect((second.status, second.code) == (409, "migration_running"))
            try await scene.settle()
            return run
        }
        let shown = try await scene.show(run)
        #expect((shown["counts"]["done"].int, shown["counts"]["failed"].int) == (3, 1))
        #expect(shown["failed"][0]["slug"].string == scene.owners[2].slug)
        #expect(shown["failed"][0]["error"]["code"].string == "migration_blocked")
        #expect(shown["job"]["state"].string == "succeeded")
        _ = try await scene.begin()
        try await scene.settle()
        #expect(try scene.outdated() == 0)
    }

    @Test func whatIsWrongWithAnOrderIsSaid() async throws {
        let scene = try await MigrationScene.shared.value
        let reply = try await scene.begin(["workers": 0, "canary": "x", "failure_budget": "half"])
        #expect(reply.status == 400)
        #expect(reply.json["errors"].elements.map { $0["field"].string } == ["workers", "canary", "failure_budget"])
        let unknown = try await scene.api.call(
            "GET", "/api/admin/migrations/\(UUID().uuidString.lowercased())", operatorKey: scene.stack.operatorKey)
        #expect((unknown.status, unknown.code) == (404, "job_not_found"))
    }

    /// kill -9 in the midst of it, while a tenant is in hand.
    @Test func anotherHostGoesOnWhenTheFirstIsKilled() async throws {
        let scene = try await MigrationScene.shared.value
        for owner in scene.owners { try await scene.age(owner) }
        let run = try await scene.holdingLock(on: scene.owners[0]) {
            let run = try await scene.begin(["canary": 0, "failure_budget": "100%"]).json["data"]["id"].string
            try await eventually { try scene.outdated() ?? 4 < 4 }
            let host = try await scene.show(run)["job"]["host"].string
            let name = try ["host-1", "host-2"].first { try host.hasSuffix(":\(scene.stack.pid(of: $0))") }
            try await scene.stack.end(try #require(name), by: SIGKILL)
            return run
        }
        try await scene.settle()
        try scene.stack.start()
        let shown = try await scene.show(run)
        #expect(shown["job"]["attempts"].int ?? 0 > 1)
        #expect((shown["counts"]["done"].int, shown["counts"]["total"].int) == (4, 4))
        #expect(try scene.outdated() == 0)
    }
}
