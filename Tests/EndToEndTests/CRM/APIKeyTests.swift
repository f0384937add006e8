import Contracts
import Foundation
import TestSupport
import Testing

/// API keys as integrations use them, and as their organization's administrators manage them.
@Suite struct APIKeyTests {
    private static let revoked = #"{"statusCode":403,"messages":["This API Key is revoked"],"error":"FORBIDDEN_EXCEPTION"}"#
    private static let expired = #"{"statusCode":403,"messages":["This API Key is expired"],"error":"FORBIDDEN_EXCEPTION"}"#

    @Test(arguments: RecordCaller.prefixes)
    func aKeyReadsAndWritesRecordsUnderItsName(prefix: String) async throws {
        let holder = try await KeyHolder.make()
        let made = try await holder.key("POST", "\(prefix)/companies", ["name": "Navy"]).json["data"]["createCompany"]
        let author: JSONValue = ["source": "API", "workspaceMemberId": nil, "name": "Importer", "context": [:]]
        #expect(made["createdBy"] == author && made["updatedBy"] == author)
        let path = "\(prefix)/companies/\(made["id"].string)"
        #expect(try await holder.key("GET", path).json["data"]["company"] == made)
        #expect(try await holder.key("DELETE", path).status == 200)
    }

    @Test func aKeysChangeOfAUsersRecordBearsTheKeysName() async throws {
        let holder = try await KeyHolder.make()
        let company = try await holder.owner.create("companies", ["name": "Navy"])
        let path = "/rest/companies/\(company["id"].string)"
        let changed = try await holder.key("PATCH", path, ["name": "Army"]).json["data"]["updateCompany"]
        #expect(changed["createdBy"] == company["createdBy"])
        #expect(changed["updatedBy"]["source"] == "API" && changed["updatedBy"]["name"] == "Importer")
        let again = try await holder.owner("PATCH", path, ["name": "Navy"]).json["data"]["updateCompany"]
        #expect(again["updatedBy"]["source"] == "MANUAL")
    }

    @Test func theTokenSaysWhatTwentysKeysSay() async throws {
        let holder = try await KeyHolder.make()
        let claims = try TokenParts(holder.key.token).claims
        #expect(claims["type"] as? String == "API_KEY")
        #expect(claims["sub"] as? String == holder.organization.tenantID)
        #expect(claims["workspaceId"] as? String == holder.organization.tenantID)
        #expect(claims["jti"] as? String == holder.id)
    }

    @Test func aKeyIsListedWithoutItsToken() async throws {
        let holder = try await KeyHolder.make(["name": "Importer", "role": "viewer"])
        let keys = try await holder.owner("GET", "/api/api-keys").json["data"]["api_keys"].elements
        #expect(keys.count == 1)
        #expect(keys.first?["name"] == "Importer" && keys.first?["role"] == "viewer" && keys.first?["revoked_at"] == .null)
        #expect(keys.first?["token"] == .null)
        #expect(try await holder.owner("GET", "/api/api-keys/\(holder.id)").json["data"] == keys.first)
        #expect(try await holder.owner("GET", "/api/api-keys/\(UUID().uuidString)").code == "api_key_not_found")
    }

    @Test func itsLastUseIsNoted() async throws {
        let holder = try await KeyHolder.make()
        #expect(try await holder.owner("GET", "/api/api-keys/\(holder.id)").json["data"]["last_used_at"] == .null)
        #expect(try await holder.key("GET", "/rest/people").status == 200)
        #expect(try await !holder.owner("GET", "/api/api-keys/\(holder.id)").json["data"]["last_used_at"].string.isEmpty)
    }

    @Test func aKeyLearnsWhoseItIs() async throws {
        let holder = try await KeyHolder.make()
        let me = try await holder.key("GET", "/api/me").json["data"]
        #expect(me["user"] == .null && me["role"] == "member")
        #expect(me["api_key"] == ["id": .string(holder.id), "name": "Importer"])
        #expect(me["tenant"]["id"].string == holder.organization.tenantID)
    }

    @Test func aChangedRoleAndNameHoldForTheTokenThatIsOut() async throws {
        let holder = try await KeyHolder.make()
        #expect(try await holder.key("POST", "/rest/people", [:]).status == 201)
        let changed = try await holder.owner("PATCH", "/api/api-keys/\(holder.id)", ["role": "viewer", "name": "Reader"])
        #expect(changed.json["data"]["role"] == "viewer")
        #expect(try await holder.key("POST", "/rest/people", [:]).json["code"] == "PERMISSION_DENIED")
        #expect(try await holder.key("GET", "/api/me").json["data"]["api_key"]["name"] == "Reader")
    }

    @Test(arguments: RecordCaller.prefixes)
    func aRevokedKeyIsOutAtOnce(prefix: String) async throws {
        let holder = try await KeyHolder.make()
        #expect(try await holder.key("GET", "\(prefix)/people").status == 200)
        #expect(try await holder.owner("DELETE", "/api/api-keys/\(holder.id)").status == 200)
        let reply = try await holder.key("GET", "\(prefix)/people")
        #expect(reply.status == 403)
        #expect(reply.text == Self.revoked)
        #expect(try await holder.key("GET", "/api/me").code == "api_key_revoked")
        #expect(try await holder.owner("DELETE", "/api/api-keys/\(holder.id)").code == "api_key_not_found")
    }

    @Test func anExpiredKeyIsToldSo() async throws {
        let soon = Date.now.addingTimeInterval(3).ISO8601Format()
        let holder = try await KeyHolder.make(["name": "Brief", "role": "member", "expires_at": .string(soon)])
        try await eventually { try await holder.key("GET", "/rest/people").text == Self.expired }
        #expect(try await holder.key("GET", "/api/me").code == "api_key_expired")
    }

    @Test(
        arguments: [
            ["role": "member"], ["name": "", "role": "member"], ["name": "  ", "role": "member"], ["name": "A"],
            ["name": "A", "role": "emperor"], ["name": "A", "role": "member", "expires_at": "tomorrow"],
            ["name": "A", "role": "member", "expires_at": "2001-01-01T00:00:00Z"],
            ["name": "A", "role": "member", "expires_at": "9999-01-01T00:00:00Z"],
            ["name": "A", "role": "member", "custom_role_id": "x"],
            ["name": "A", "role": "member", "custom_role_id": "00000000-0000-4000-8000-000000000000"],
            ["name": .string(String(repeating: "a", count: 101)), "role": "member"],
        ] as [JSONValue])
    func aFaultyOrderMakesNoKey(order: JSONValue) async throws {
        let reply = try await RecordCaller.shared("POST", "/api/api-keys", order)
        #expect(reply.status == 400)
        #expect(reply.code == "validation_failed")
    }

    @Test func whatIsDoneWithKeysIsAudited() async throws {
        let holder = try await KeyHolder.make()
        _ = try await holder.owner("PATCH", "/api/api-keys/\(holder.id)", ["name": "Other"])
        _ = try await holder.owner("DELETE", "/api/api-keys/\(holder.id)")
        let rows = try Product.stack.sql(
            "SELECT action FROM audit_log WHERE tenant_id = '\(holder.organization.tenantID)' AND action LIKE 'api_key%' ORDER BY at"
        )
        #expect(rows == "api_key.created\napi_key.changed\napi_key.revoked")
    }
}
