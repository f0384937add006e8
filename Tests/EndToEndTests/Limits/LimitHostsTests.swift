import Contracts
import TestSupport
import Testing

/// Two hosts side by side, which nginx takes in turn.
@Suite struct LimitHostsTests {
    @Test func bothHearOfALimitAtOnce() async throws {
        let scene = try await LimitScene(hosts: 2)
        defer { scene.stack.stop() }
        let tenant = try await scene.organization(plan: "small")
        for _ in 1..<LimitScene.users { #expect(try await tenant.addMember().status == 201) }
        for _ in 0..<4 { #expect(try await tenant.addMember().code == "user_limit_reached") }
        try await tenant.limit(["max_users": 50])
        for _ in 0..<4 { #expect(try await tenant.addMember().status == 201) }
        try await tenant.limit(["max_users": 1])
        for _ in 0..<4 { #expect(try await tenant.addMember().code == "user_limit_reached") }
    }

    /// Of one organization, whichever host its members are added through.
    @Test func theNumberHoldsForBothTogether() async throws {
        let scene = try await LimitScene(hosts: 2)
        defer { scene.stack.stop() }
        let tenant = try await scene.organization(plan: "small")
        try await tenant.leaveRoom(for: 5)
        let statuses = try await tenant.statuses(12) { _ in try await tenant("POST", "/rest/people", [:]) }
        #expect(statuses == [201: 5, 403: 7])
    }
}
