import Contracts
import HTTPTypes
import TestSupport
import Testing

@testable import ProvisioningPlugin

/// What a retry meets that comes to a registration which is not settled. Registrations await approval here, as these doubles
/// open no sessions.
@Suite struct IdempotencyTests {
    private struct Injected: Error {}

    private func stack(
        _ signUp: String, checkpoint: @escaping @Sendable (CreationStep) async throws -> Void = { _ in }
    ) async throws -> LifecycleStack {
        let stack = try await LifecycleStack.make(settings: ["sign_up": signUp], checkpoint: checkpoint)
        try await stack.plugin.prepare()
        return stack
    }

    @Test func aRetryGetsTheFirstAnswer() async throws {
        let stack = try await stack("approval")
        let first = try await stack.register("owner@example.com", key: "k")
        let second = try await stack.register("owner@example.com", key: "k")
        #expect(first.status == .accepted && second.status == .accepted)
        #expect(first.body == second.body)
        _ = try await stack.onlyTenant()
    }

    @Test func anotherRequestUnderTheKeyIsRefused() async throws {
        let stack = try await stack("approval")
        _ = try await stack.register("owner@example.com", key: "k")
        await #expect(throws: SignUpError.keyReused) {
            try await stack.register("owner@example.com", password: "correct house", key: "k")
        }
        _ = try await stack.onlyTenant()
    }

    @Test func ofManyAtOnceUnderOneKeyOneIsEntered() async throws {
        let stack = try await stack("approval")
        let host = try stack.anotherHost(["sign_up": "approval"])
        let bodies = try await withThrowingTaskGroup { group in
            for number in 0..<8 {
                group.addTask {
                    try await stack.register("owner@example.com", key: "k", at: number.isMultiple(of: 2) ? host : nil).body
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(bodies.count == 1)
        _ = try await stack.onlyTenant()
    }

    /// The first host was killed: its creation is in progress for as long as nobody has undone it, and then the retry makes another.
    @Test func aRetryMakesTheTenantOnceTheFirstIsUndone() async throws {
        let stack = try await stack("open")
        _ = try? await stack.register("owner@example.com", key: "k")
        let first = try await stack.onlyTenant().id
        try await stack.leave(first, in: .pending)
        await #expect(throws: SignUpError.inProgress) { try await stack.register("owner@example.com", key: "k") }
        try await stack.workOffJobs()
        #expect(try await stack.remains() == [])
        _ = try? await stack.register("owner@example.com", key: "k")
        let second = try await stack.onlyTenant()
        #expect(second.status == "active" && second.id != first)
    }

    @Test(arguments: CreationStep.allCases.dropFirst())
    func aFailedRegistrationKeepsNoKey(step: CreationStep) async throws {
        let stack = try await stack("open") { if $0 == step { throw Injected() } }
        _ = await #expect(throws: LifecycleError.self) { try await stack.register("owner@example.com", key: "k") }
        #expect(try await stack.registry.query("SELECT FROM sign_up_attempt").isEmpty)
    }

    @Test func aKeyGoesWithTheTenant() async throws {
        let stack = try await stack("open")
        _ = try? await stack.register("owner@example.com", key: "k")
        _ = try await stack.lifecycle.delete(stack.onlyTenant().id, actor: "test")
        #expect(try await stack.registry.query("SELECT FROM sign_up_attempt").isEmpty)
    }

    @Test func aKeyIsForgottenAfterADay() async throws {
        let stack = try await stack("approval")
        _ = try await stack.register("owner@example.com", key: "k")
        _ = try await stack.registry.query("UPDATE sign_up_attempt SET made_at = now() - interval '25 hours'")
        // Whether it was pruned or not.
        #expect(try await stack.register("other@example.com", slug: "other", key: "k").status == .accepted)
        _ = try await stack.registry.query("UPDATE sign_up_attempt SET made_at = now() - interval '25 hours'")
        try await stack.plugin.maintain()
        #expect(try await stack.registry.query("SELECT FROM sign_up_attempt").isEmpty)
        #expect(try await stack.registry.query("SELECT FROM tenant").count == 2)
    }
}
