import Contracts
import TestSupport
import Testing

extension CutOffSuites {
    /// Hosts that cannot reach the registry, while PostgreSQL serves the tenants' databases as ever.
    @Suite struct LostRegistryTests {
        private func withoutRegistry(_ scene: CutOffScene, _ body: () async throws -> Void) async throws {
            let allow = { (isAllowed: Bool) in
                _ = try scene.stack.sql("ALTER DATABASE tenant_manager ALLOW_CONNECTIONS \(isAllowed)", database: "postgres")
            }
            try allow(false)
            do {
                try scene.stack.sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tenant_manager'", database: "postgres")
                try await body()
                try allow(true)
            } catch {
                try allow(true)
                throw error
            }
        }

        @Test func hostsCloseWhenTheirLeaseIsOverAndComeBackByThemselves() async throws {
            let scene = try await CutOffScene.shared.value
            try await scene.serve(by: 3)
            let owner = try await scene.knownOrganization()
            let before = try incarnations(scene)
            let start = ContinuousClock.now
            try await withoutRegistry(scene) {
                #expect(try await scene.people(owner, on: 1).status == 200)
                for host in 1...3 { try await eventually { try await scene.people(owner, on: host).status == 503 } }
                #expect(start.duration(to: .now) < CutOffScene.lease + .seconds(3))
                for host in 1...3 { try await expectClosed(scene.stack.host(host), scene, owner) }
            }
            for host in 1...3 { try await eventually { try await scene.people(owner, on: host).status == 200 } }
            #expect(try incarnations(scene) == before)
        }

        private func incarnations(_ scene: CutOffScene) throws -> [TestStack.Incarnation?] {
            try (1...3).map { try scene.stack.incarnation(of: "host-\($0)") }
        }

        private func expectClosed(_ host: DirectHost, _ scene: CutOffScene, _ owner: ProductAPI.Organization) async throws {
            for path in ["/rest/people", "/api/people", "/api/me"] {
                let reply = try await host.call("GET", path, token: owner.accessToken)
                #expect(reply.status == 503 && reply.headers["retry-after"] != nil)
            }
            #expect(try await host.call("GET", "/api/me", token: owner.accessToken).code == "registry_unavailable")
            let credentials: JSONValue = ["email": .string(owner.email), "password": .string(owner.password)]
            #expect(try await host.call("POST", "/api/auth/login", credentials).code == "registry_unavailable")
            #expect(try await host.call("GET", "/api/admin/stats", operatorKey: scene.stack.operatorKey).status == 503)
            #expect(try await host.call("GET", "/ready").status == 503)
            #expect(try await host.call("GET", "/health").status == 200)
            #expect(try await host.call("GET", "/.well-known/jwks.json").status == 200)
        }
    }
}
