import Contracts
import Foundation
import TestSupport
import Testing

/// `ENABLE_MULTI_TENANCY=false`: one organization, made at the first start from the settings, and no sign-up.
@Suite(.serialized) struct SingleTenantTests {
    private static let email = "owner@single.example"
    private static let password = "the only password"
    /// Two hosts, which start at once: both would like to make the organization.
    private static let hosts = Result {
        try TestStack(
            hosts: 2,
            environment: [
                "ENABLE_MULTI_TENANCY": "false", "SINGLE_TENANT_ADMIN_EMAIL": email, "SINGLE_TENANT_ADMIN_PASSWORD": password,
                "SINGLE_TENANT_NAME": "The One",
            ])
    }

    private func logIn(_ stack: TestStack) async throws -> ProductAPI.Reply {
        try await ProductAPI(stack.client).call(
            "POST", "/api/auth/login", ["email": .string(Self.email), "password": .string(Self.password)])
    }

    @Test func theOwnerOfTheSettingsLogsIn() async throws {
        let stack = try Self.hosts.get()
        // The host that was second to start may be ready before the first has made the organization.
        try await eventually { try await logIn(stack).status == 200 }
        let token = try await logIn(stack).json["data"]["access_token"].string
        for _ in 0..<4 {
            let me = try await ProductAPI(stack.client).call("GET", "/api/me", token: token)
            #expect(me.status == 200)
            #expect(me.json["data"]["tenant"]["name"].string == "The One")
        }
        #expect(try await ProductAPI(stack.client).call("GET", "/rest/people", token: token).status == 200)
    }

    @Test func signUpIsRefused() async throws {
        let body: JSONValue = ["organization_name": "Another", "admin_email": "a@b.example", "admin_password": "long enough"]
        let reply = try await ProductAPI(Self.hosts.get().client).call("POST", "/api/auth/register-organization", body)
        #expect(reply.status == 403)
        #expect(reply.code == "sign_up_closed")
    }

    @Test func thereIsExactlyOneHoweverOftenItStarts() async throws {
        let stack = try Self.hosts.get()
        let tenants = "SELECT count(*) || ' ' || min(slug) FROM tenant"
        try await eventually { try await logIn(stack).status == 200 }
        #expect(try stack.sql(tenants) == "1 main")
        try await stack.restartHosts(["host-1", "host-2"])
        #expect(try await logIn(stack).status == 200)
        #expect(try stack.sql(tenants) == "1 main")
        let databases = "SELECT count(*) FROM pg_database WHERE datname ~ '^twenty_tenant_[0-9a-f]{32}$'"
        #expect(try stack.sql(databases) == "1")
    }
}
