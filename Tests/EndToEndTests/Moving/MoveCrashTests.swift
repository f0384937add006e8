import Contracts
import Foundation
import TestSupport
import Testing

/// A host is killed at every step of a move, and another takes over.
@Suite(.serialized) struct MoveCrashTests {
    private static let scene = Task {
        let scene = try await MoveScene()
        return (scene, try CrashScene(scene.stack))
    }

    @Test(arguments: CrashPoint.move.indices)
    func aKilledMoveIsFinishedOrUndone(index: Int) async throws {
        let (scene, crash) = try await Self.scene.value
        let signUp = SignUp()
        let tenant = try await signUp.send(scene.api).json["data"]["tenant_id"].string
        let key = try scene.stack.operatorKey
        _ = try await crash.stopping(
            at: CrashPoint.move[...index],
            { try await $0.call("POST", "/api/admin/tenants/\(tenant)/move", ["server": "second"], operatorKey: key) },
            crash.killOwner)
        try await scene.settle()
        try scene.stack.start()
        // A hand-over waits for the lease of a host that is gone: within it, the next one would be tried more than once.
        try await eventually { try scene.stack.sql("SELECT count(*) FROM host_instance") == "2" }
        let place = index > 0 ? "second" : "main"
        #expect(try scene.server(of: tenant) == place)
        #expect(try await scene.remains(of: tenant) == ["\(place):database", "\(place):role"])
        try await eventually(within: .seconds(10)) { try await signUp.people(scene.api) == 5 }
    }
}
