import Contracts
import Foundation
import TestSupport
import Testing

/// `<slug>.crm.test`: a host name that names a tenant binds the request to it.
@Suite struct HostNameTests {
    private func host(_ slug: String) -> [(String, String)] { [("Host", "\(slug).\(Product.baseDomain)")] }

    @Test func aTokenIsGoodAtItsOwnHostNameAlone() async throws {
        let api = try Product.api
        let (own, other) = (try await api.signUp("Own"), try await api.signUp("Other"))
        for path in ["/api/me", "/api/people"] {
            #expect(try await api.call("GET", path, token: own.accessToken, headers: host(own.slug)).status == 200)
            #expect(try await api.call("GET", path, token: own.accessToken, headers: host(own.slug.uppercased())).status == 200)
            #expect(try await api.call("GET", path, token: own.accessToken, headers: host(other.slug)).status == 403)
        }
        let refused = try await api.call("GET", "/api/me", token: own.accessToken, headers: host(other.slug))
        #expect(refused.code == "tenant_mismatch")
    }

    @Test(arguments: ["no-such-organization", "a.b", "-", "xn--", "'; DROP TABLE tenant; --"])
    func anUnknownHostNameIsNotFound(slug: String) async throws {
        let owner = try await SharedTenant.organization
        let me = try await Product.api.call("GET", "/api/me", token: owner.accessToken, headers: host(slug))
        // nginx itself refuses what is no host name.
        #expect(me.status == 404 && me.code == "tenant_not_found" || me.status == 400)
        let login = try await Product.api.call(
            "POST", "/api/auth/login", ["email": .string(owner.email), "password": .string(owner.password)], headers: host(slug))
        #expect(login.status == me.status)
    }

    @Test func theHostNameChoosesTheOrganizationAtLogin() async throws {
        let api = try Product.api
        let (first, second) = (try await api.signUp("First"), try await api.signUp("Second"))
        let member: JSONValue = ["email": .string(first.email), "role": "viewer"]
        #expect(try await api.call("POST", "/api/members", member, token: second.accessToken).status == 201)
        let credentials: JSONValue = ["email": .string(first.email), "password": .string(first.password)]
        #expect(try await api.call("POST", "/api/auth/login", credentials).code == "organization_required")
        for organization in [first, second] {
            let login = try await api.call("POST", "/api/auth/login", credentials, headers: host(organization.slug))
            #expect(login.status == 200)
            #expect(login.json["data"]["tenant_id"].string == organization.tenantID)
        }
    }

    @Test func anotherOrganizationsHostNameIsLikeAWrongPassword() async throws {
        let api = try Product.api
        let (own, other) = (try await api.signUp("Insider"), try await api.signUp("Outsider"))
        let credentials: JSONValue = ["email": .string(own.email), "password": .string(own.password)]
        let login = try await api.call("POST", "/api/auth/login", credentials, headers: host(other.slug))
        #expect(login.status == 401)
        #expect(login.code == "invalid_credentials")
    }
}
