import Contracts
import Foundation
import TestSupport
import Testing

@Suite struct LimitAdministrationTests {
    @Test func everyLimitIsShownWithItsUseAndWhereItComesFrom() async throws {
        let tenant = try await LimitScene.shared.organization(plan: "small")
        for _ in 0..<2 { _ = try await tenant("GET", "/api/me") }
        try await tenant.limit(["max_records": 5_000])
        let users = try await tenant.shown(.users)
        #expect(users == ["limit": .integer(LimitScene.users), "source": "plan", "used": 1])
        let records = try await tenant.shown(.records)
        #expect(records["source"] == "operator" && records["limit"] == 5_000 && (records["used"].int ?? 0) > 0)
        let minute = try await tenant.shown(.requestsPerMinute)
        #expect(minute == ["limit": nil, "source": "plan", "used": 2])
        #expect(try await tenant.shown(.concurrentRequests)["used"] == 0)
        try await eventually(within: .seconds(20)) { try await tenant.shown(.databaseBytes)["used"].int ?? 0 > 1_000_000 }
        #expect(try await tenant.shown(.databaseBytes)["measured_at"].string.hasSuffix("Z"))
    }

    @Test func aLimitThatIsTakenBackIsThePlansAgain() async throws {
        let tenant = try await LimitScene.shared.organization(plan: "small")
        try await tenant.limit(["max_users": 50, "max_records": 7])
        let answer = try await tenant.limit(["max_users": nil]).json["data"]
        #expect(answer["limits"]["max_users"] == ["limit": .integer(LimitScene.users), "source": "plan"])
        #expect(answer["limits"]["max_records"] == ["limit": 7, "source": "operator"])
    }

    static let faulty: [(body: JSONValue, field: String)] = [
        (["max_user": 5], "max_user"), (["max_users": 0], "max_users"), (["max_users": -3], "max_users"),
        (["max_users": "many"], "max_users"), (["max_users": .number(JSONNumber(1.5) ?? JSONNumber(0))], "max_users"),
        (["statement_timeout_ms": 99], "statement_timeout_ms"),
        ([:], "limits"),
    ]

    @Test(arguments: faulty.indices)
    func aFaultyOrderIsRefusedByName(index: Int) async throws {
        let tenant = try await LimitScene.shared.organization()
        let (body, field) = Self.faulty[index]
        let path = "/tenants/\(tenant.organization.tenantID)/limits"
        let reply = try await tenant.scene.admin("PATCH", path, body)
        #expect(reply.status == 400 && reply.code == "validation_failed")
        #expect(reply.json["errors"][0]["field"].string == field)
    }

    @Test func oneFaultyLimitLeavesTheOthersAlone() async throws {
        let tenant = try await LimitScene.shared.organization()
        let path = "/tenants/\(tenant.organization.tenantID)/limits"
        #expect(try await tenant.scene.admin("PATCH", path, ["max_users": 5, "max_records": 0]).status == 400)
        #expect(try await tenant.shown(.users)["source"] == "plan")
    }

    @Test func noTenantSetsItsOwnLimits() async throws {
        let tenant = try await LimitScene.shared.organization()
        let path = "/api/admin/tenants/\(tenant.organization.tenantID)"
        #expect(try await tenant("PATCH", path + "/limits", ["max_users": 5]).status == 401)
        #expect(try await tenant("POST", path + "/plan", ["plan": "enterprise"]).status == 401)
    }

    @Test func aPlanIsChangedAndLimitsOfItsOwnStay() async throws {
        let tenant = try await LimitScene.shared.organization(plan: "small")
        try await tenant.limit(["max_records": 7])
        let path = "/tenants/\(tenant.organization.tenantID)/plan"
        let data = try await tenant.scene.admin("POST", path, ["plan": "enterprise"]).json["data"]
        #expect(data["plan"] == "enterprise" && data["limits"]["max_connections"]["limit"] == 50)
        #expect(data["limits"]["max_users"]["limit"] == nil && data["limits"]["max_records"]["limit"] == 7)
        for _ in 0..<LimitScene.users { #expect(try await tenant.addMember().status == 201) }
        let unknown = try await tenant.scene.admin("POST", path, ["plan": "golden"])
        #expect(unknown.status == 400 && unknown.code == "plan_unknown")
    }

    @Test func anUnknownTenantHasNoLimits() async throws {
        let scene = try await LimitScene.shared
        let path = "/tenants/\(UUID().uuidString.lowercased())"
        #expect(try await scene.admin("PATCH", path + "/limits", ["max_users": 5]).code == "tenant_not_found")
        #expect(try await scene.admin("POST", path + "/plan", ["plan": "free"]).code == "tenant_not_found")
    }

    @Test func whatOperatorsDidIsOnRecord() async throws {
        let tenant = try await LimitScene.shared.organization()
        try await tenant.limit(["max_users": 9, "max_records": nil])
        let details = try tenant.scene.stack.sql(
            """
            SELECT details->'set'->>'max_users', details->'taken_back'->>0, actor LIKE 'operator:%' FROM audit_log
            WHERE action = 'tenant.limits_changed' AND tenant_id = '\(tenant.organization.tenantID)'
            """)
        #expect(details == "9|max_records|t")
    }

    @Test func theCommandLineDoesTheSameToTheRunningHost() async throws {
        let tenant = try await LimitScene.shared.organization(plan: "small")
        let stack = tenant.scene.stack
        let lines = try stack.command(["tenants", "limits", tenant.organization.slug, "max_users=1"])
        #expect(lines.contains("max_users\t1\toperator"))
        try await eventually { try await tenant.addMember().code == "user_limit_reached" }
        #expect(
            try stack.command(["tenants", "limits", tenant.organization.slug, "max_users=plan"]).contains("max_users\t3\tplan"))
        try stack.command(["tenants", "plan", tenant.organization.slug, "enterprise"])
        #expect(try stack.command(["tenants", "limits", tenant.organization.slug]).contains("max_users\tnone\tplan"))
        #expect(throws: StackFailure.self) { try stack.command(["tenants", "limits", tenant.organization.slug, "max_users=no"]) }
    }
}
