import Contracts
import TestSupport
import Testing

@testable import ProvisioningPlugin

@Suite struct TenantTemplateTests {
    private func templates(_ stack: LifecycleStack) async throws -> [String] {
        try await stack.cluster.query(
            "SELECT datname FROM pg_database WHERE starts_with(datname, \(stack.prefix + "template_")) AND NOT datallowconn"
        ).map { $0.text(0) ?? "" }
    }

    @Test func hostsThatStartTogetherBuildOne() async throws {
        let stack = try await LifecycleStack.make()
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 { group.addTask { try await stack.plugin.prepare() } }
            try await group.waitForAll()
        }
        #expect(try await templates(stack).count == 1)
    }

    @Test func aTemplateThatIsGoneIsBuiltAgainByTheNextCreation() async throws {
        let stack = try await LifecycleStack.make()
        try await stack.plugin.prepare()
        let template = try #require(try await templates(stack).first)
        try await stack.cluster.execute("DROP DATABASE \(SQLIdentifier.quote(template))")
        _ = try await stack.create()
        #expect(try await templates(stack) == [template])
    }

    @Test func aHalfBuiltTemplateIsBuiltAnew() async throws {
        let stack = try await LifecycleStack.make()
        try await stack.plugin.prepare()
        let template = SQLIdentifier.quote(try #require(try await templates(stack).first))
        try await stack.cluster.execute("DROP DATABASE \(template)")
        try await stack.cluster.execute("CREATE DATABASE \(template)")
        try await stack.plugin.prepare()
        let tenant = try await stack.create()
        #expect(try await stack.query(as: tenant, "SELECT FROM workspace.note").count == 1)
    }

    @Test func outdatedTemplatesAreDropped() async throws {
        let stack = try await LifecycleStack.make()
        let outdated = SQLIdentifier.quote(stack.prefix + "template_0123456789ab")
        try await stack.cluster.execute("CREATE DATABASE \(outdated) ALLOW_CONNECTIONS false")
        try await stack.plugin.prepare()
        #expect(try await templates(stack).count == 1)
    }

    @Test func aServerThatIsAwayKeepsNoOtherFromBeingReady() async throws {
        let stack = try await LifecycleStack.make(others: [DatabaseServerSample.away])
        try await stack.plugin.prepare()
        #expect(try await templates(stack).count == 1)
    }

    @Test func aServerThatRefusesItsAdministratorKeepsNoOtherFromBeingReady() async throws {
        let stack = try await LifecycleStack.make(others: [try await DatabaseServerSample.refusing])
        try await stack.plugin.prepare()
        #expect(try await templates(stack).count == 1)
    }
}
