import Contracts
import Foundation
import TestSupport
import Testing

/// Two tenants and what an attacker who is a user of the first would try on the second.
@Suite struct IsolationTests {
    private struct Pair {
        let attacker: ProductAPI.Organization
        let victim: ProductAPI.Organization
        /// A person of the victim's that exists nowhere else.
        let secretID: String
    }

    private func pair() async throws -> Pair {
        let api = try Product.api
        let attacker = try await api.signUp("Attacker")
        let victim = try await api.signUp("Victim")
        let person: JSONValue = ["name": ["firstName": "Secret", "lastName": "Person"]]
        let created = try await api.call("POST", "/api/people", person, token: victim.accessToken)
        return Pair(attacker: attacker, victim: victim, secretID: created.json["data"]["createPerson"]["id"].string)
    }

    @Test func aRecordOfAnotherTenantIsNotFound() async throws {
        let pair = try await pair()
        #expect(!pair.secretID.isEmpty)
        for method in ["GET", "PATCH", "DELETE"] {
            let body: JSONValue? = method == "PATCH" ? ["jobTitle": "Taken over"] : nil
            let reply = try await Product.api.call(
                method, "/api/people/\(pair.secretID)", body, token: pair.attacker.accessToken)
            #expect(reply.status == 404)
        }
        let own = try await Product.api.call("GET", "/api/people/\(pair.secretID)", token: pair.victim.accessToken)
        #expect(own.json["data"]["person"]["jobTitle"] == "")
    }

    @Test func aCursorOfAnotherTenantShowsNothingOfIt() async throws {
        let pair = try await pair()
        let page = try await Product.api.call("GET", "/api/people?limit=1", token: pair.victim.accessToken)
        let cursor = page.json["pageInfo"]["endCursor"].string.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let reply = try await Product.api.call("GET", "/api/people?starting_after=\(cursor)", token: pair.attacker.accessToken)
        #expect(reply.status == 200)
        #expect(!reply.text.contains(pair.secretID))
    }

    @Test(arguments: ["X-Tenant-Id", "X-Tenant-ID", "X-Organization", "X-Workspace-Id"])
    func aHeaderThatNamesAnotherTenantIsIgnored(header: String) async throws {
        let pair = try await pair()
        let reply = try await Product.api.call(
            "GET", "/api/me", token: pair.attacker.accessToken, headers: [(header, pair.victim.tenantID)])
        #expect(reply.json["data"]["tenant"]["id"].string == pair.attacker.tenantID)
    }

    @Test func aForeignKeyToAnotherTenantsRecordIsRefused() async throws {
        let pair = try await pair()
        let opportunity: JSONValue = ["name": "Steal", "pointOfContactId": .string(pair.secretID)]
        let reply = try await Product.api.call("POST", "/api/opportunities", opportunity, token: pair.attacker.accessToken)
        #expect(reply.status == 400)
    }

    @Test func aUserIsNoOperator() async throws {
        let pair = try await pair()
        let paths = [
            "/api/admin/tenants", "/api/admin/tenants/\(pair.victim.tenantID)", "/api/admin/stats", "/api/admin/pools/stats",
        ]
        for path in paths {
            let reply = try await Product.api.call("GET", path, token: pair.attacker.accessToken)
            #expect(reply.status == 401)
        }
    }

    @Test func aTenantsRoleCanConnectToNothingButItsDatabase() async throws {
        let pair = try await pair()
        let role = try Product.stack.sql("SELECT role_name FROM tenant WHERE id = '\(pair.attacker.tenantID)'")
        // What stands for another program's database is PostgreSQL's to open or shut until it is adopted.
        let others = try Product.stack.sql(
            """
            SELECT count(*) FROM pg_database d
             WHERE has_database_privilege('\(role)', d.oid, 'CONNECT') AND d.datallowconn
               AND d.datname <> (SELECT database_name FROM tenant WHERE id = '\(pair.attacker.tenantID)')
               AND (pg_get_userbyid(d.datdba) <> 'twenty' OR d.datname IN (SELECT database_name FROM tenant))
            """)
        #expect(others == "0")
        let powers = try Product.stack.sql(
            "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls FROM pg_roles WHERE rolname = '\(role)'"
        )
        #expect(powers == "f")
    }
}
