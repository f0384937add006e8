import Contracts
import Foundation
import TestSupport
import Testing

/// PostgreSQL as it fails in practice: sessions that are ended, a restart, a role that is refused. Clients get an answer or a clear
/// 503, and are served again as soon as it is possible.
@Suite(.serialized) struct OutageTests {
    private static let scene = Task { try await Scene() }

    /// A product with two tenants.
    private struct Scene: Sendable {
        let stack: TestStack
        let organizations: [ProductAPI.Organization]

        var api: ProductAPI { ProductAPI(stack.client) }

        init() async throws {
            stack = try TestStack()
            let api = ProductAPI(stack.client)
            organizations = [try await api.signUp("Alpha"), try await api.signUp("Beta")]
        }

        @Sendable func me(_ client: Int) async throws -> ProductAPI.Reply {
            try await api.call("GET", "/api/me", token: organizations[client % 2].accessToken)
        }
    }

    @Test func endedSessionsCostAtMostAClearRefusal() async throws {
        let scene = try await Self.scene.value
        let host = try scene.stack.incarnation(of: "host-1")
        let databases = [
            try await scene.stack.database(of: scene.organizations[0]), try await scene.stack.database(of: scene.organizations[1]),
        ]
        let answers = try await Load.run(clients: 8, scene.me) {
            for _ in 0..<15 {
                try await scene.stack.killSessions(in: databases)
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        #expect(answers.allSatisfy { $0.reply.status == 200 || $0.reply.isCleanRefusal })
        #expect(answers.count { $0.reply.status == 200 } > answers.count / 2)
        for client in 0..<2 { #expect(try await scene.me(client).status == 200) }
        #expect(try scene.stack.incarnation(of: "host-1") == host)
    }

    @Test(arguments: [SIGINT, SIGQUIT])
    func aRestartedServerIsUsedAgain(signal: Int32) async throws {
        let scene = try await Self.scene.value
        let host = try scene.stack.incarnation(of: "host-1")
        #expect(try await scene.me(0).status == 200)
        try await scene.stack.end("postgres", by: signal)
        for client in 0..<6 {
            let reply = try await scene.me(client)
            #expect(reply.isCleanRefusal)
            #expect(["database_unavailable", "registry_unavailable"].contains(reply.code))
        }
        // Longer than the directory may go without a word from the registry: whoever asks now is refused for that.
        try scene.stack.start()
        let start = ContinuousClock.now
        for client in 0..<2 { try await eventually(within: .seconds(10)) { try await scene.me(client).status == 200 } }
        #expect(start.duration(to: .now) < .seconds(10))
        #expect(try scene.stack.incarnation(of: "host-1") == host)
    }

    @Test func withoutTheRegistryNobodyIsServedForLong() async throws {
        let scene = try await Self.scene.value
        #expect(try await scene.me(0).status == 200)
        try await scene.stack.end("postgres", by: SIGINT)
        try await eventually(within: .seconds(15)) { try await scene.me(0).code == "registry_unavailable" }
        let login = try await scene.api.call(
            "POST", "/api/auth/login", ["email": .string(scene.organizations[0].email), "password": "whatever"])
        #expect(login.isCleanRefusal)
        #expect(login.code == "registry_unavailable")
        #expect(try await scene.api.call("GET", "/ready").status == 503)
        #expect(try await scene.api.call("GET", "/health").status == 200)
        try scene.stack.start()
        try await eventually(within: .seconds(10)) { try await scene.me(0).status == 200 }
    }

    /// Stopped for longer than a host goes on without a word from the registry.
    @Test func aSilentServerIsToldToEverybodyAndComesBack() async throws {
        let scene = try await Self.scene.value
        let host = try scene.stack.incarnation(of: "host-1")
        let signal = { (name: String) in
            let pid = try scene.stack.pid(of: "postgres")
            _ = try scene.stack.shell("kill -\(name) \(pid) $(ps -o pid= --ppid \(pid))")
        }
        #expect(try await scene.me(0).status == 200)
        try signal("STOP")
        try await Task.sleep(for: .seconds(6))
        let start = ContinuousClock.now
        let replies = [try await scene.me(0), try await scene.me(1)]
        let took = start.duration(to: .now)
        try signal("CONT")
        #expect(replies.allSatisfy { $0.isCleanRefusal })
        #expect(took < .seconds(2))
        for client in 0..<2 { try await eventually(within: .seconds(10)) { try await scene.me(client).status == 200 } }
        #expect(try scene.stack.incarnation(of: "host-1") == host)
    }

    @Test func aTenantWhoseRoleIsRefusedIsAlone() async throws {
        let scene = try await Self.scene.value
        let role = try await scene.stack.database(of: scene.organizations[0])
        try scene.stack.sql("ALTER ROLE \"\(role)\" NOLOGIN")
        try await scene.stack.killSessions(in: [role])
        let answers = try await Load.run(clients: 8, scene.me) { try await Task.sleep(for: .seconds(1)) }
        for answer in answers where answer.client % 2 == 1 { #expect(answer.reply.status == 200) }
        for answer in answers where answer.client % 2 == 0 {
            #expect(answer.reply.isCleanRefusal)
            #expect(answer.reply.code == "database_unavailable")
        }
        try scene.stack.sql("ALTER ROLE \"\(role)\" LOGIN")
        try await eventually(within: .seconds(10)) { try await scene.me(0).status == 200 }
    }
}
