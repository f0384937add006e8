import Contracts
import Foundation
import TestSupport
import Testing

/// PostgreSQL itself is killed in the middle of a job and comes back, with the hosts alive all the while.
@Suite(.serialized) struct PostgresCrashTests {
    private static let scene = Result { try CrashScene(hosts: 1) }

    private static func killPostgres(_ hold: Hold) async throws {
        let scene = try Self.scene.get()
        try await scene.stack.end("postgres", by: SIGKILL)
        try scene.stack.start()
    }

    @Test(arguments: CrashPoint.creation.indices)
    func aCreationIsFinishedOrUndone(index: Int) async throws {
        let scene = try Self.scene.get()
        let signUp = SignUp()
        let reply = try await scene.stopping(
            at: CrashPoint.creation[...index], { try await signUp.send($0) }, Self.killPostgres)
        #expect(reply?.status != 201)
        try await scene.settle()
        let isThere = try scene.stack.sql("SELECT count(*) FROM tenant WHERE slug = '\(signUp.slug)'") == "1"
        if !isThere { #expect(try await signUp.send(scene.api).status == 201) }
        try await eventually { try await signUp.people(scene.api) == 5 }
    }

    @Test(arguments: CrashPoint.deletion.indices.dropFirst())
    func aDeletionIsFinished(index: Int) async throws {
        let scene = try Self.scene.get()
        let tenant = try await SignUp().send(scene.api).json["data"]["tenant_id"].string
        let key = try scene.stack.operatorKey
        _ = try await scene.stopping(
            at: CrashPoint.deletion[...index], { try await $0.call("DELETE", "/api/admin/tenants/\(tenant)", operatorKey: key) },
            Self.killPostgres)
        try await scene.settle()
        #expect(try scene.stack.sql("SELECT count(*) FROM erasure_ledger WHERE tenant_id = '\(tenant)'") == "1")
    }

    @Test(arguments: CrashPoint.suspension.indices)
    func aSuspensionIsFinishedOrNeverBegan(index: Int) async throws {
        let tenant = try await SignUp().send(Self.scene.get().api).json["data"]["tenant_id"].string
        try await crash("suspend", tenant, CrashPoint.suspension[...index], expecting: index > 0 ? "suspended" : "active")
    }

    @Test(arguments: CrashPoint.resumption.indices)
    func aResumptionIsFinishedOrNeverBegan(index: Int) async throws {
        let scene = try Self.scene.get()
        let tenant = try await SignUp().send(scene.api).json["data"]["tenant_id"].string
        let path = "/api/admin/tenants/\(tenant)/suspend"
        #expect(try await scene.api.call("POST", path, ["reason": "test"], operatorKey: scene.stack.operatorKey).status == 200)
        try await crash("activate", tenant, CrashPoint.resumption[...index], expecting: index > 0 ? "active" : "suspended")
    }

    private func crash(
        _ change: String, _ tenant: String, _ points: ArraySlice<CrashPoint>, expecting status: String
    ) async throws {
        let scene = try Self.scene.get()
        let key = try scene.stack.operatorKey
        _ = try await scene.stopping(
            at: points,
            { try await $0.call("POST", "/api/admin/tenants/\(tenant)/\(change)", ["reason": "test"], operatorKey: key) },
            Self.killPostgres)
        try await scene.settle()
        #expect(try scene.stack.sql("SELECT status FROM tenant WHERE id = '\(tenant)'") == status)
    }
}
