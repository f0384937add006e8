import Contracts
import Foundation
import TestSupport
import Testing

/// Two hosts side by side: what one does, the other follows within a second, also when notifications are cut.
@Suite(.serialized) struct CutOffTests {
    private static let hosts = Result { try TestStack(hosts: 2) }

    /// Asks both hosts: nginx takes them in turn.
    private func statuses(_ api: ProductAPI, _ token: String) async throws -> Set<Int> {
        var seen: Set<Int> = []
        for _ in 0..<8 { seen.insert(try await api.call("GET", "/api/me", token: token).status) }
        return seen
    }

    private func cutNotifications(_ stack: TestStack) throws {
        // The listening sessions are ended; hosts listen again after a second, until which polling is all that is left.
        try stack.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ILIKE 'LISTEN%'")
    }

    @Test(arguments: [false, true])
    func aSuspensionReachesBothHostsWithinASecond(isCut: Bool) async throws {
        let stack = try Self.hosts.get()
        let api = ProductAPI(stack.client)
        let owner = try await api.signUp()
        #expect(try await statuses(api, owner.accessToken) == [200])
        if isCut { try cutNotifications(stack) }
        let path = "/api/admin/tenants/\(owner.tenantID)/suspend"
        #expect(try await api.call("POST", path, ["reason": "test"], operatorKey: stack.operatorKey).status == 200)
        try await Task.sleep(for: .seconds(1))
        #expect(try await statuses(api, owner.accessToken) == [403])
    }

    @Test(arguments: [false, true])
    func aDeletionReachesBothHostsWithinASecond(isCut: Bool) async throws {
        let stack = try Self.hosts.get()
        let api = ProductAPI(stack.client)
        let owner = try await api.signUp()
        #expect(try await statuses(api, owner.accessToken) == [200])
        if isCut { try cutNotifications(stack) }
        let path = "/api/admin/tenants/\(owner.tenantID)"
        #expect(try await api.call("DELETE", path, operatorKey: stack.operatorKey).status == 200)
        try await Task.sleep(for: .seconds(1))
        #expect(try await statuses(api, owner.accessToken) == [401])
    }

    @Test(arguments: [false, true])
    func aRoleChangeReachesBothHostsWithinASecond(isCut: Bool) async throws {
        let stack = try Self.hosts.get()
        let api = ProductAPI(stack.client)
        let owner = try await api.signUp()
        let email = "member-\(UUID().uuidString.lowercased())@example.com"
        let member: JSONValue = ["email": .string(email), "password": "correct horse", "role": "member"]
        let added = try await api.call("POST", "/api/members", member, token: owner.accessToken)
        #expect(added.status == 201)
        let login = try await api.call("POST", "/api/auth/login", ["email": .string(email), "password": "correct horse"])
        let token = login.json["data"]["access_token"].string
        for _ in 0..<8 { #expect(try await api.call("POST", "/api/people", [:], token: token).status == 201) }
        if isCut { try cutNotifications(stack) }
        let account = added.json["data"]["account_id"].string
        let changed = try await api.call("PATCH", "/api/members/\(account)", ["role": "viewer"], token: owner.accessToken)
        #expect(changed.status == 200)
        try await Task.sleep(for: .seconds(1))
        var statuses: Set<Int> = []
        for _ in 0..<8 { statuses.insert(try await api.call("POST", "/api/people", [:], token: token).status) }
        #expect(!statuses.contains(201))
    }
}
