import Contracts
import Foundation
import TestSupport
import Testing

/// A host is stopped for longer than its lease, another does its work, and then it goes on.
@Suite(.serialized) struct FrozenHostTests {
    private static let scene = Result { try CrashScene() }

    /// All that jobs and tenants have in the registry and on the server, with the transactions that wrote it.
    private static let traces = """
        SELECT xmin::text || job::text FROM job UNION ALL SELECT xmin::text || tenant::text FROM tenant
        UNION ALL SELECT xmin::text || account::text FROM account UNION ALL SELECT xmin::text || erasure_ledger::text FROM erasure_ledger
        UNION ALL SELECT chain::text || sequence FROM audit_log UNION ALL SELECT id::text FROM registry_change
        UNION ALL SELECT datname FROM pg_database UNION ALL SELECT rolname FROM pg_roles ORDER BY 1
        """

    /// Has the host that works on it stopped at the last of the points, and lets it go on when another has done the work.
    private func freeze(
        _ scene: CrashScene, at points: ArraySlice<CrashPoint>,
        _ request: @escaping @Sendable (ProductAPI) async throws -> ProductAPI.Reply
    ) async throws -> ProductAPI.Reply? {
        var traces = ""
        let reply = try await scene.stopping(at: points, request) { hold in
            let owner = try #require(try scene.owner())
            try scene.stack.signal(owner, SIGSTOP)
            await hold.release()
            try await scene.settle()
            traces = try scene.stack.sql(Self.traces)
            try scene.stack.signal(owner, SIGCONT)
        }
        try await Task.sleep(for: .seconds(1))
        #expect(try scene.stack.sql(Self.traces) == traces)
        return reply
    }

    @Test(arguments: CrashPoint.creation.indices.dropFirst())
    func aCreationThatAnotherHasSettledIsLeftAlone(index: Int) async throws {
        let scene = try Self.scene.get()
        let signUp = SignUp()
        let reply = try await freeze(scene, at: CrashPoint.creation[...index]) { try await signUp.send($0) }
        let isThere = try scene.stack.sql("SELECT count(*) FROM tenant WHERE slug = '\(signUp.slug)'") == "1"
        #expect((reply?.status == 201) == isThere)
        if isThere { #expect(try await signUp.people(scene.api) == 5) }
    }

    @Test(arguments: CrashPoint.deletion.indices.dropFirst())
    func aDeletionThatAnotherHasFinishedIsToldTruly(index: Int) async throws {
        let scene = try Self.scene.get()
        let tenant = try await SignUp().send(scene.api).json["data"]["tenant_id"].string
        let key = try scene.stack.operatorKey
        let reply = try await freeze(scene, at: CrashPoint.deletion[...index]) {
            try await $0.call("DELETE", "/api/admin/tenants/\(tenant)", operatorKey: key)
        }
        #expect(reply?.status == 200 && reply?.json["data"]["tenant_id"].string == tenant)
    }
}
