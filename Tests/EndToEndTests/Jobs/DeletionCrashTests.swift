import Contracts
import Foundation
import TestSupport
import Testing

/// A host is killed at every step of a deletion, a suspension and a resumption, and another takes over.
@Suite(.serialized) struct DeletionCrashTests {
    private static let scene = Result { try CrashScene() }

    @Test(arguments: CrashPoint.deletion.indices)
    func aKilledDeletionIsFinished(index: Int) async throws {
        let scene = try Self.scene.get()
        let signUp = SignUp()
        let tenant = try await signUp.send(scene.api).json["data"]["tenant_id"].string
        let key = try scene.stack.operatorKey
        _ = try await scene.stopping(
            at: CrashPoint.deletion[...index], { try await $0.call("DELETE", "/api/admin/tenants/\(tenant)", operatorKey: key) },
            scene.killOwner)
        try await scene.settle()
        try scene.stack.start()
        let isBegun = index > 0
        #expect(try scene.stack.sql("SELECT count(*) FROM erasure_ledger WHERE tenant_id = '\(tenant)'") == (isBegun ? "1" : "0"))
        #expect(try scene.stack.sql("SELECT count(*) FROM tenant WHERE id = '\(tenant)'") == (isBegun ? "0" : "1"))
        #expect(try await signUp.send(scene.api).status == (isBegun ? 201 : 409))
    }

    @Test(arguments: CrashPoint.suspension.indices)
    func aKilledSuspensionIsFinished(index: Int) async throws {
        try await crash("suspend", CrashPoint.suspension[...index], expecting: index > 0 ? "suspended" : "active")
    }

    @Test(arguments: CrashPoint.resumption.indices)
    func aKilledResumptionIsFinished(index: Int) async throws {
        try await crash("activate", CrashPoint.resumption[...index], expecting: index > 0 ? "active" : "suspended") { scene, path in
            let key = try scene.stack.operatorKey
            #expect(try await scene.api.call("POST", path + "suspend", ["reason": "test"], operatorKey: key).status == 200)
        }
    }

    /// Taken back as a whole or not at all.
    @Test func aDeletionThatWasBeingTakenBackCanBeTakenBackAgain() async throws {
        let scene = try Self.scene.get()
        let signUp = SignUp()
        let path = "/api/admin/tenants/\(try await signUp.send(scene.api).json["data"]["tenant_id"].string)"
        let key = try scene.stack.operatorKey
        #expect(try await scene.api.call("DELETE", path + "?grace_hours=1", operatorKey: key).status == 202)
        _ = try await scene.stopping(
            at: [.entry], { try await $0.call("POST", path + "/restore", operatorKey: key) },
            { _ in
                // No job says yet whose the request is.
                for name in ["host-1", "host-2"] { try await scene.stack.end(name, by: SIGKILL) }
                try scene.stack.start()
            })
        let again = try await scene.api.call("POST", path + "/restore", operatorKey: key)
        #expect(again.status == 200 && again.json["data"]["status"].string == "active", "\(again.text)")
        try await scene.settle()
        #expect(try await signUp.people(scene.api) == 5)
    }

    private func crash(
        _ change: String, _ points: ArraySlice<CrashPoint>, expecting status: String,
        after prepare: (CrashScene, String) async throws -> Void = { _, _ in }
    ) async throws {
        let scene = try Self.scene.get()
        let signUp = SignUp()
        let path = "/api/admin/tenants/\(try await signUp.send(scene.api).json["data"]["tenant_id"].string)/"
        try await prepare(scene, path)
        let key = try scene.stack.operatorKey
        _ = try await scene.stopping(
            at: points, { try await $0.call("POST", path + change, ["reason": "test"], operatorKey: key) }, scene.killOwner)
        try await scene.settle()
        try scene.stack.start()
        #expect(try scene.stack.sql("SELECT status FROM tenant WHERE slug = '\(signUp.slug)'") == status)
        try await eventually { try await (signUp.people(scene.api) == 5) == (status == "active") }
    }
}
