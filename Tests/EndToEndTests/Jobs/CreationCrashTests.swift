import Contracts
import Foundation
import TestSupport
import Testing

/// A host is killed at every step of a creation, and another takes over.
@Suite(.serialized) struct CreationCrashTests {
    private static let scene = Result { try CrashScene() }
    /// From here on the owner's password is stored, and the creation can be finished without it.
    private static let passwordIsStored = 8

    @Test(arguments: CrashPoint.creation.indices)
    func aKilledCreationIsFinishedOrUndone(index: Int) async throws {
        let scene = try Self.scene.get()
        let signUp = SignUp()
        let reply = try await scene.stopping(at: CrashPoint.creation[...index], { try await signUp.send($0) }, scene.killOwner)
        #expect(reply?.status != 201)
        try await scene.settle()
        try scene.stack.start()
        if index >= Self.passwordIsStored {
            #expect(try scene.end(of: "tenant.create") == "succeeded")
        } else {
            // Its names are free.
            #expect(try await signUp.send(scene.api).status == 201)
        }
        #expect(try await signUp.people(scene.api) == 5)
    }

    @Test func whatWasAnsweredIsThere() async throws {
        let scene = try Self.scene.get()
        let signUp = SignUp()
        #expect(try await signUp.send(scene.api).status == 201)
        for host in ["host-1", "host-2"] { try await scene.stack.end(host, by: SIGKILL) }
        try scene.stack.start()
        try await scene.settle()
        #expect(try await signUp.people(scene.api) == 5)
    }

    /// While it is not settled, nobody else gets the names.
    @Test func theNamesStayTakenUntilItIsSettled() async throws {
        let scene = try Self.scene.get()
        let signUp = SignUp()
        let attempt: @Sendable (ProductAPI) async throws -> ProductAPI.Reply = { try await signUp.send($0) }
        _ = try await scene.stopping(at: CrashPoint.creation[...3], attempt) { hold in
            try await scene.killOwner(hold)
            #expect(try await signUp.send(scene.api).status == 409)
        }
        try await scene.settle()
        try scene.stack.start()
    }
}
