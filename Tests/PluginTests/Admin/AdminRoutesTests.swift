import Contracts
import FoundationEssentials
import HTTPTypes
import Synchronization
import Testing

@testable import AdminPlugin

@Suite struct AdminRoutesTests {
    private static func stage(
        role: OperatorRole = .operator, _ body: @Sendable (IdentityStage, String) async throws -> Void
    ) async throws {
        try await IdentityStage.run { stage in
            try await body(stage, try await stage.keys.create(name: "ops", role: role, actor: "cli").reveal())
        }
    }

    @Test func oneTenantIsShownByIdentityAndBySlugWithoutACredential() async throws {
        try await Self.stage { stage, key in
            let tenant = try await stage.registry.addTenant("acme", name: "Acme Ltd")
            _ = try await stage.registry.addAccount("ada@example.com", password: "x", in: [(tenant, .owner)])
            let answer = await stage.send(.get, "/api/admin/tenants/acme", key: key)
            #expect(answer.data.text("id") == tenant.description)
            #expect(answer.data.object("counts")["members"] == 1)
            #expect(answer.data["schema_version"] == 4)
            #expect(answer.data.names.allSatisfy { !$0.contains("password") && !$0.contains("role") })
            #expect(answer.body == (await stage.send(.get, "/api/admin/tenants/\(tenant)", key: key)).body)
        }
    }

    @Test func theDatabaseIsMeasured() async throws {
        try await Self.stage { stage, key in
            let tenant = try await stage.registry.addTenant("acme")
            _ = try await stage.registry.query("UPDATE tenant SET database_name = current_database() WHERE id = \(tenant)")
            let database = await stage.send(.get, "/api/admin/tenants/acme", key: key).data.object("database")
            #expect(database["reachable"] == true)
            guard case .number(let size)? = database["size_bytes"], case .number(let connections)? = database["connections"] else {
                throw RequestFault.notAnObject
            }
            #expect((size.integer ?? 0) > 1_000_000)
            #expect((connections.integer ?? 0) >= 1)
        }
    }

    @Test func aTenantWhoseServerIsDownIsShownAllTheSame() async throws {
        try await Self.stage { stage, key in
            _ = try await stage.registry.addTenant("acme", server: "down")
            let answer = await stage.send(.get, "/api/admin/tenants/acme", key: key)
            #expect(answer.status == 200)
            #expect(answer.data.object("database")["reachable"] == false)
        }
    }

    @Test func unknownIsNotFoundAndMalformedIsBad() async throws {
        try await Self.stage { stage, key in
            #expect(await stage.send(.get, "/api/admin/tenants/nobody", key: key).status == 404)
            #expect(await stage.send(.get, "/api/admin/tenants/\(UUID().canonical)", key: key).status == 404)
            #expect(await stage.send(.get, "/api/admin/tenants/No'Slug", key: key).status == 400)
            #expect(await stage.send(.post, "/api/admin/tenants/x/activate", key: key).status == 400)
        }
    }

    @Test func suspendingNeedsAReasonAndNamesTheOperator() async throws {
        try await Self.stage { stage, key in
            _ = try await stage.registry.addTenant("acme")
            #expect(await stage.send(.post, "/api/admin/tenants/acme/suspend", [:], key: key).status == 400)
            let answer = await stage.send(.post, "/api/admin/tenants/acme/suspend", ["reason": "unpaid"], key: key)
            #expect(answer.data.text("status") == "suspended")
            #expect(stage.lifecycle.calls.withLock { $0 } == ["suspend unpaid operator:ops"])
        }
    }

    @Test func aWrongTransitionIsAConflict() async throws {
        try await Self.stage { stage, key in
            _ = try await stage.registry.addTenant("acme")
            let answer = await stage.send(.post, "/api/admin/tenants/acme/activate", key: key)
            #expect(answer.status == 409)
            #expect(answer.code == "invalid_transition")
        }
    }

    @Test func anOperatorMayNotDelete() async throws {
        try await Self.stage { stage, key in
            _ = try await stage.registry.addTenant("acme")
            #expect(await stage.send(.delete, "/api/admin/tenants/acme", key: key).code == "insufficient_role")
            #expect(stage.lifecycle.calls.withLock { $0 }.isEmpty)
        }
    }

    @Test func aSuperadminDeletesAndGetsTheReceipt() async throws {
        try await Self.stage(role: .superadmin) { stage, key in
            let tenant = try await stage.registry.addTenant("acme")
            let answer = await stage.send(.delete, "/api/admin/tenants/acme", key: key)
            #expect(answer.data.text("tenant_id") == tenant.description)
            #expect(answer.data["erased_accounts"] == 3)
        }
    }

    @Test func theNumbersAreTrue() async throws {
        try await Self.stage { stage, key in
            let acme = try await stage.registry.addTenant("acme")
            let beta = try await stage.registry.addTenant("beta", plan: "free")
            try await stage.registry.setStatus(.suspended, of: beta)
            _ = try await stage.registry.addAccount("ada@example.com", password: "x", in: [(acme, .owner), (beta, .viewer)])
            let data = await stage.send(.get, "/api/admin/stats", key: key).data
            #expect(data.object("tenants")["total"] == 2)
            #expect(data.object("tenants").object("by_status")["suspended"] == 1)
            #expect(data.object("tenants").object("by_status")["deleting"] == 0)
            #expect(data.object("tenants")["by_plan"] == ["free": 1, "pro": 1])
            #expect(data["accounts"] == 1)
            #expect(data["memberships"] == 2)
        }
    }

    @Test func thePoolsAreShownAsTheManagerHasThem() async throws {
        try await Self.stage { stage, key in
            let tenant = TenantID.random()
            let pool = PoolStatistics(
                tenant: tenant, server: "main", connections: 3, idle: 1, leased: 2, waiting: 4, maxConnections: 10)
            stage.pools.current.withLock {
                $0 = PoolManagerStatistics(totalConnections: 3, maxTotalConnections: 500, pools: [pool])
            }
            let data = await stage.send(.get, "/api/admin/pools/stats", key: key).data
            #expect(data["totalPools"] == 1)
            #expect(data["totalConnections"] == 3)
            #expect(data["maxTotalConnections"] == 500)
            #expect(data.array("pools").first?.text("tenantId") == tenant.description)
        }
    }
}
