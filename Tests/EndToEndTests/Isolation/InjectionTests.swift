import Contracts
import Foundation
import TestSupport
import Testing

/// What looks like SQL stays data in every field that a client can fill.
@Suite struct InjectionTests {
    static let texts = [
        "'; DROP TABLE person; --", "\"; DROP SCHEMA public CASCADE; --", "$1", "$$; SELECT 1; $$", "\\'; SELECT 1; --",
        "') OR ('1'='1", "1); DELETE FROM tenant; --", "%", "_", "\\", "{\"a\":1}", "${JWT_SECRET}", "%s%n",
    ]

    @Test(arguments: texts)
    func aRecordKeepsItAsItIs(text: String) async throws {
        let owner = try await SharedTenant.organization
        let person: JSONValue = [
            "name": ["firstName": .string(text), "lastName": .string(text)], "jobTitle": .string(text),
        ]
        let created = try await Product.api.call("POST", "/rest/people", person, token: owner.accessToken)
        #expect(created.status == 201)
        let id = created.json["data"]["createPerson"]["id"].string
        let read = try await Product.api.call("GET", "/rest/people/\(id)", token: owner.accessToken).json["data"]["person"]
        #expect(read["jobTitle"].string == text)
        #expect(read["name"]["firstName"].string == text)
        let changed = try await Product.api.call(
            "PATCH", "/rest/people/\(id)", ["jobTitle": .string("now " + text)], token: owner.accessToken)
        #expect(changed.json["data"]["updatePerson"]["jobTitle"].string == "now " + text)
        #expect(try await Product.api.call("DELETE", "/rest/people/\(id)", token: owner.accessToken).status == 200)
    }

    @Test(arguments: ["limit", "starting_after", "ending_before", "order_by", "filter", "depth"], ["1;SELECT 1", "' OR 1=1 --"])
    func aQueryParameterIsRefusedOrIgnored(name: String, value: String) async throws {
        let owner = try await SharedTenant.organization
        let encoded = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let reply = try await Product.api.call("GET", "/rest/people?\(name)=\(encoded)", token: owner.accessToken)
        #expect(reply.status == 200 || (400..<500).contains(reply.status))
    }

    @Test(arguments: texts)
    func aPathIsRefused(text: String) async throws {
        let owner = try await SharedTenant.organization
        let encoded = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let record = try await Product.api.call("GET", "/rest/people/\(encoded)", token: owner.accessToken)
        #expect((400..<500).contains(record.status))
        let tenant = try await Product.api.call("GET", "/api/admin/tenants/\(encoded)", operatorKey: Product.operatorKey)
        #expect((400..<500).contains(tenant.status))
    }

    /// Few texts: an account and an address have only so many tries.
    @Test(arguments: ["' OR 1=1 --", "%", "\\"])
    func nobodySignsInByIt(text: String) async throws {
        let owner = try await Product.api.signUp("Signing In")
        for (email, password, organization) in [
            (owner.email, text, nil), (owner.email + text, owner.password, nil), (owner.email, owner.password, text),
        ] as [(String, String, String?)] {
            var body = JSONObject([JSONMember("email", .string(email)), JSONMember("password", .string(password))])
            body["organization"] = organization.map { .string($0) }
            let login = try await Product.api.call("POST", "/api/auth/login", .object(body))
            #expect([400, 401].contains(login.status))
        }
    }

    /// One that matched everything would have a total of more than none.
    @Test(arguments: texts)
    func anOperatorsSearchIsTakenAtItsWord(text: String) async throws {
        _ = try await SharedTenant.organization
        let encoded = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let reply = try await Product.api.call(
            "GET", "/api/admin/tenants?search=\(encoded)", operatorKey: Product.operatorKey)
        #expect(reply.status == 200)
        #expect(reply.json["data"]["total"] == 0)
    }

    @Test func anOrganizationMayBeCalledSo() async throws {
        let name = "Robert'); DROP TABLE tenant; --"
        let owner = try await Product.api.signUp(name)
        let me = try await Product.api.call("GET", "/api/me", token: owner.accessToken)
        #expect(me.json["data"]["tenant"]["name"].string == name)
    }
}
