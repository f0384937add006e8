import Contracts
import Foundation
import TestSupport
import Testing

/// Many more tenants than connections: PostgreSQL itself never counts more of them than the budgets allow, and nobody starves.
@Suite(.serialized) struct ConnectionBudgetTests {
    struct Budget: Sendable, CustomTestStringConvertible {
        let perTenant: Int
        let perServer: Int
        let total: Int

        var testDescription: String { "\(perTenant) a tenant, \(perServer) a server, \(total) in total" }
    }

    /// The registry's own part of the total, as delivered.
    private static let registryPart = 8
    private static let tenantCount = 12
    private static let crowd = Task { try await Crowd(tenants: tenantCount) }

    @Test(arguments: [Budget(perTenant: 3, perServer: 8, total: 10_000), Budget(perTenant: 2, perServer: 80, total: 15)])
    func noBudgetIsEverExceeded(budget: Budget) async throws {
        let crowd = try await Self.crowd.value
        try await crowd.adopt(budget)
        let host = try crowd.stack.incarnation(of: "host-1")
        let peak = PeakConnections()
        let answers = try await Load.run(clients: 4 * Self.tenantCount, crowd.ask) {
            try await peak.observe(crowd.stack, for: .seconds(3))
        }
        #expect(peak.ofOneTenant <= budget.perTenant)
        #expect(peak.ofTenants <= min(budget.perServer, budget.total - Self.registryPart))
        #expect(peak.ofAll <= budget.total)
        // It was a load that reached the budget.
        #expect(peak.ofTenants >= min(budget.perServer, budget.total - Self.registryPart) - 1)
        #expect(answers.allSatisfy { $0.reply.status == 200 || $0.reply.isCleanRefusal })
        #expect(try crowd.stack.incarnation(of: "host-1") == host)
        let served = answers.filter { $0.reply.status == 200 }
        for tenant in 0..<Self.tenantCount { #expect(served.count { $0.client % Self.tenantCount == tenant } >= 3) }
    }

    @Test func idlePoolsAreClosed() async throws {
        let crowd = try await Self.crowd.value
        for tenant in 0..<4 { #expect(try await crowd.ask(tenant).status == 200) }
        let statistics = { try await crowd.api.call("GET", "/api/admin/pools/stats", operatorKey: crowd.stack.operatorKey) }
        #expect(try await statistics().json["data"]["totalPools"].int ?? 0 >= 4)
        try await eventually { try await PeakConnections.count(in: crowd.stack).ofTenants == 0 }
        // What is left is the registry's.
        #expect(try await statistics().json["data"]["totalPools"].int ?? 9 <= 1)
    }
}

/// Tenants of one small product.
private struct Crowd: Sendable {
    let settings: SettingsCopy
    let stack: TestStack
    let organizations: [ProductAPI.Organization]

    var api: ProductAPI { ProductAPI(stack.client) }

    init(tenants: Int) async throws {
        settings = try SettingsCopy()
        stack = try TestStack(environment: settings.environment.merging(["POOL_IDLE_TIMEOUT": "1000"]) { $1 })
        let api = ProductAPI(stack.client)
        var organizations: [ProductAPI.Organization] = []
        for number in 0..<tenants { organizations.append(try await api.signUp("Crowd \(number)")) }
        self.organizations = organizations
    }

    func adopt(_ budget: ConnectionBudgetTests.Budget) async throws {
        try settings.restore()
        try settings.set("max_connections_per_tenant", to: String(budget.perTenant))
        try settings.set("max_total_connections", to: String(budget.total))
        try settings.replace("${POSTGRES_MAX_CONNECTIONS:-}", with: String(budget.perServer))
        try await stack.restartHosts()
    }

    @Sendable func ask(_ client: Int) async throws -> ProductAPI.Reply {
        try await api.call("GET", "/api/people?limit=20", token: organizations[client % organizations.count].accessToken)
    }
}
