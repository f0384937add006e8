import Contracts
import Testing

@testable import ProvisioningPlugin

@Suite struct CreationGateTests {
    @Test func oneMoreThanTheLimitIsRefused() async throws {
        let gate = CreationGate(limit: 1)
        try await gate.pass {
            _ = await #expect(throws: SignUpError.busy) { try await gate.pass {} }
        }
    }

    @Test func aFailedCreationLeavesItsPlace() async throws {
        let gate = CreationGate(limit: 1)
        await #expect(throws: LifecycleError.noServer) { try await gate.pass { throw LifecycleError.noServer } }
        try await gate.pass {}
    }
}
