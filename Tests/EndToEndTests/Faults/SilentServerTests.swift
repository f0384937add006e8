import Contracts
import Foundation
import TestSupport
import Testing

/// A server that is there and says nothing, as behind a broken network: its own tenants are told so soon, and then at once;
/// the tenants of another server notice nothing.
@Suite(.serialized) struct SilentServerTests {
    private static let deadline: Duration = .seconds(2)
    private static let scene = Task { try await Scene() }

    /// A product over two servers, with a tenant on each.
    private struct Scene: Sendable {
        let second: PostgresCluster
        let settings: SettingsCopy
        let stack: TestStack
        let onSilent: ProductAPI.Organization
        let onOther: ProductAPI.Organization

        init() async throws {
            second = try await PostgresCluster.launch()
            settings = try SettingsCopy()
            try settings.replace(
                "database_servers:\n",
                with: """
                    database_servers:
                      - name: second
                        host: 127.0.0.1
                        port: \(second.port)
                        admin_password: ${SECOND_PASSWORD}

                    """)
            try settings.set("request_deadline_ms", to: "2000")
            try settings.set("connect_timeout_ms", to: "1000")
            try settings.set("max_pause_ms", to: "1000")
            let secret = ["SECOND_PASSWORD": second.superuserPassword.reveal()]
            stack = try TestStack(environment: settings.environment.merging(secret) { $1 })
            let api = ProductAPI(stack.client)
            // New tenants go to the server that has the fewest.
            let both = [try await api.signUp("Left"), try await api.signUp("Right")]
            let names = try stack.sql("SELECT id FROM tenant WHERE server = 'second'")
            onSilent = try #require(both.first { names == $0.tenantID })
            onOther = try #require(both.first { names != $0.tenantID })
        }

        func me(_ organization: ProductAPI.Organization) async throws -> ProductAPI.Reply {
            try await ProductAPI(stack.client).call("GET", "/api/me", token: organization.accessToken)
        }

        /// Stops or continues the second server with all its sessions.
        func signalSecond(_ signal: String) throws {
            _ = try stack.shell(
                "pid=$(head -1 '\(second.folder)/data/postmaster.pid'); kill -\(signal) $pid $(ps -o pid= --ppid $pid)")
        }
    }

    @Test func aSilentServerCostsOnlyItsOwnTenants() async throws {
        let scene = try await Self.scene.value
        let host = try scene.stack.incarnation(of: "host-1")
        let other: @Sendable (Int) async throws -> ProductAPI.Reply = { _ in try await scene.me(scene.onOther) }
        #expect(try await scene.me(scene.onSilent).status == 200)
        let usual = try await Load.run(clients: 3, other) { try await Task.sleep(for: .seconds(2)) }

        try scene.signalSecond("STOP")
        var silent: [Load.Answer] = []
        let meanwhile = try await Load.run(clients: 3, other) {
            silent = try await Load.run(clients: 2) { _ in
                try await scene.me(scene.onSilent)
            } while: {
                try await Task.sleep(for: .seconds(6))
            }
        }
        try scene.signalSecond("CONT")

        #expect(meanwhile.allSatisfy { $0.reply.status == 200 })
        #expect(meanwhile.percentile(0.99) < max(usual.percentile(0.99) * 3, .milliseconds(300)))
        #expect(silent.allSatisfy { $0.reply.isCleanRefusal || $0.reply.code == "request_deadline_exceeded" })
        #expect(silent.allSatisfy { $0.took < Self.deadline + .seconds(2) })
        // Once the server is known to be silent nobody waits for it.
        let refusals = silent.filter { $0.reply.code == "database_unavailable" }
        #expect(refusals.count > 20)
        #expect(refusals.percentile(0.5) < .milliseconds(200))
        try await eventually(within: .seconds(15)) { try await scene.me(scene.onSilent).status == 200 }
        #expect(try scene.stack.incarnation(of: "host-1") == host)
    }

    @Test func aHostStartsWhileAServerIsAway() async throws {
        let scene = try await Self.scene.value
        try await scene.second.stop(.immediate)
        try await scene.stack.restartHosts()
        #expect(try await scene.me(scene.onOther).status == 200)
        let refused = try await scene.me(scene.onSilent)
        #expect(refused.isCleanRefusal)
        #expect(refused.code == "database_unavailable")
        try await scene.second.start()
        try await eventually(within: .seconds(15)) { try await scene.me(scene.onSilent).status == 200 }
    }
}
