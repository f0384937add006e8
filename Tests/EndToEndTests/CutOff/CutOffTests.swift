import Contracts
import Foundation
import TestSupport
import Testing

/// Two hosts side by side: what one has answered holds on the other, also when notifications are cut.
@Suite(.serialized) struct CutOffTests {
    private static let hosts = Result { try TestStack(hosts: 2) }

    /// Asks both hosts: nginx takes them in turn.
    private func statuses(_ api: ProductAPI, _ token: String) async throws -> Set<Int> {
        var seen: Set<Int> = []
        for _ in 0..<8 { seen.insert(try await api.call("GET", "/api/me", token: token).status) }
        return seen
    }

    private static let listeners = "FROM pg_stat_activity WHERE application_name = 'tenant-manager listener'"

    /// Ends both hosts' listening sessions, and for three seconds every one that they open instead: polling is all that is left.
    private func cutNotifications(_ stack: TestStack) async throws {
        // What cut them for the test before may still be at it. Both are waited for before either is ended: hosts that come back in
        // turns would never be seen together otherwise.
        try await eventually {
            try stack.sql("SELECT count(*) \(Self.listeners)") == "2"
                && stack.sql("SELECT count(pg_terminate_backend(pid)) \(Self.listeners)") == "2"
        }
        Task.detached {
            try stack.sql(
                """
                DO $$ BEGIN
                    FOR round IN 1..60 LOOP
                        PERFORM pg_terminate_backend(pid) \(Self.listeners);
                        PERFORM pg_stat_clear_snapshot();
                        PERFORM pg_sleep(0.05);
                    END LOOP;
                END $$
                """)
        }
    }

    @Test(arguments: [false, true])
    func aSuspensionHoldsOnBothHosts(isCut: Bool) async throws {
        let stack = try Self.hosts.get()
        let api = ProductAPI(stack.client)
        let owner = try await api.signUp()
        #expect(try await statuses(api, owner.accessToken) == [200])
        if isCut { try await cutNotifications(stack) }
        let path = "/api/admin/tenants/\(owner.tenantID)/suspend"
        #expect(try await api.call("POST", path, ["reason": "test"], operatorKey: stack.operatorKey).status == 200)
        #expect(try await statuses(api, owner.accessToken) == [403])
    }

    @Test(arguments: [false, true])
    func aDeletionHoldsOnBothHosts(isCut: Bool) async throws {
        let stack = try Self.hosts.get()
        let api = ProductAPI(stack.client)
        let owner = try await api.signUp()
        #expect(try await statuses(api, owner.accessToken) == [200])
        if isCut { try await cutNotifications(stack) }
        let path = "/api/admin/tenants/\(owner.tenantID)"
        #expect(try await api.call("DELETE", path, operatorKey: stack.operatorKey).status == 200)
        #expect(try await statuses(api, owner.accessToken) == [401])
    }

    @Test(arguments: [false, true])
    func aRoleChangeHoldsOnBothHosts(isCut: Bool) async throws {
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
        if isCut { try await cutNotifications(stack) }
        let account = added.json["data"]["account_id"].string
        let changed = try await api.call("PATCH", "/api/members/\(account)", ["role": "viewer"], token: owner.accessToken)
        #expect(changed.status == 200)
        var statuses: Set<Int> = []
        for _ in 0..<8 { statuses.insert(try await api.call("POST", "/api/people", [:], token: token).status) }
        #expect(!statuses.contains(201))
    }

    @Test(arguments: [false, true])
    func aRevokedKeyIsOutOnBothHosts(isCut: Bool) async throws {
        let stack = try Self.hosts.get()
        let api = ProductAPI(stack.client)
        let owner = try await api.signUp()
        let made = try await api.call("POST", "/api/api-keys", ["name": "A", "role": "member"], token: owner.accessToken)
        let token = made.json["data"]["token"].string
        #expect(try await statuses(api, token) == [200])
        if isCut { try await cutNotifications(stack) }
        let path = "/api/api-keys/\(made.json["data"]["id"].string)"
        #expect(try await api.call("DELETE", path, token: owner.accessToken).status == 200)
        #expect(try await statuses(api, token) == [403])
    }

    @Test(arguments: [false, true])
    func anEndedSessionIsOutOnBothHosts(isCut: Bool) async throws {
        let stack = try Self.hosts.get()
        let api = ProductAPI(stack.client)
        let owner = try await api.signUp()
        #expect(try await statuses(api, owner.accessToken) == [200])
        if isCut { try await cutNotifications(stack) }
        #expect(try await api.call("POST", "/api/auth/logout", token: owner.accessToken).status < 300)
        #expect(try await statuses(api, owner.accessToken) == [401])
    }

    @Test(arguments: [false, true])
    func aNarrowedKeyIsNarrowedOnBothHosts(isCut: Bool) async throws {
        let stack = try Self.hosts.get()
        let api = ProductAPI(stack.client)
        let owner = try await api.signUp()
        let rights: JSONValue = ["label": "Writer", "can_read_all_object_records": true, "can_update_all_object_records": true]
        let role = try await api.call("POST", "/api/roles", rights, token: owner.accessToken).json["data"]["id"]
        let order: JSONValue = ["name": "A", "role": "member", "custom_role_id": role]
        let key = try await api.call("POST", "/api/api-keys", order, token: owner.accessToken).json["data"]["token"].string
        for _ in 0..<8 { #expect(try await api.call("POST", "/api/people", [:], token: key).status == 201) }
        if isCut { try await cutNotifications(stack) }
        let path = "/api/roles/\(role.string)"
        let narrowed = try await api.call("PATCH", path, ["can_update_all_object_records": false], token: owner.accessToken)
        #expect(narrowed.status == 200)
        for _ in 0..<8 { #expect(try await api.call("POST", "/api/people", [:], token: key).status == 400) }
    }
}
