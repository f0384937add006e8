import Contracts
import TestSupport
import Testing

extension CutOffSuites {
    /// Queries that run while their tenant is cut off.
    @Suite struct RunningQueryTests {
        @Test func theyAreCancelledOnEveryHostAndNotWaitedFor() async throws {
            let scene = try await CutOffScene.shared.value
            try await scene.serve(by: 3)
            let owner = try await scene.knownOrganization()
            let database = try await scene.stack.database(of: owner)
            let replies = try await scene.stack.withLockedPeople(in: database) {
                let replies = (1...3).map { host in Task { try await scene.people(owner, on: host) } }
                try await eventually { try await scene.stack.waiting(in: database) == 3 }
                #expect(try await scene.change(owner.tenantID, to: "suspend").status == 200)
                #expect(try await scene.stack.waiting(in: database) == 0)
                return replies
            }
            for reply in replies { #expect([403, 503].contains(try await reply.value.status)) }
        }
    }
}
