import Contracts
import Foundation
import TestSupport
import Testing

/// A server from the moment it is added until it is removed, while two hosts run.
@Suite(.serialized) struct ServerLifeTests {
    private static let scene = Result { try ServerScene() }
    private static let cluster = Task { try await PostgresCluster.launch() }

    private func scene() throws -> ServerScene { try Self.scene.get() }

    @Test func aServerThatIsAddedServesTenantsOnAllHostsAtOnce() async throws {
        let (scene, cluster) = (try scene(), try await Self.cluster.value)
        let added = try await scene.add("added", cluster, [JSONMember("region", "eu"), JSONMember("capacity", 50)])
        #expect(added.json["data"]["state"] == "open" && added.json["data"]["reachable"] == true)
        #expect(!added.text.contains(cluster.superuserPassword.reveal()) && !added.text.contains("password"))
        let organization = try await scene.register(region: "eu")
        #expect(organization.status == 201)
        #expect(
            try scene.stack.sql("SELECT server FROM tenant WHERE slug = '\(organization.json["data"]["slug"].string)'") == "added")
        // nginx takes the hosts in turn, and each has to connect to it.
        let token = organization.json["data"]["access_token"].string
        for _ in 0..<8 {
            let people = try await scene.api.call("GET", "/rest/people", token: token)
            #expect(people.status == 200 && people.json["totalCount"] == 5)
        }
        for host in ["host-1", "host-2"] { #expect(try !scene.stack.log(host).contains(cluster.superuserPassword.reveal())) }
    }

    @Test func theListSaysHowServersStand() async throws {
        let (scene, cluster) = (try scene(), try await Self.cluster.value)
        try await scene.add("listed", cluster, [JSONMember("region", "listed"), JSONMember("weight", 3)])
        try await eventually(within: .seconds(30)) {
            try await scene.admin("GET", "/servers/listed").json["data"]["ready_databases"] == 1
        }
        let servers = try await scene.admin("GET", "/servers").json["data"]["servers"].elements
        let listed = try #require(servers.first { $0["name"] == "listed" })
        let main = try #require(servers.first { $0["name"] == "main" })
        #expect(listed["source"] == "operator" && listed["weight"] == 3 && listed["capacity"] == .null && listed["tenants"] == 0)
        #expect(listed["max_connections"] == 80 && listed["port"].string == String(cluster.port) && listed["reachable"] == true)
        #expect(main["source"] == "settings" && main["state"] == "open")
    }

    @Test func aDrainingServerKeepsItsTenantsAndGivesItsStockBack() async throws {
        let (scene, cluster) = (try scene(), try await Self.cluster.value)
        try await scene.add("drained", cluster, [JSONMember("region", "drained")])
        let tenant = try await scene.register(region: "drained")
        #expect(tenant.status == 201)
        #expect(try await scene.change("drained", ["state": "draining"]).json["data"]["state"] == "draining")
        let refused = try await scene.register(region: "drained")
        #expect(refused.status == 503 && refused.code == "no_server" && refused.headers["retry-after"] != nil)
        try await eventually(within: .seconds(30)) {
            try scene.stack.sql("SELECT FROM stock_database WHERE server = 'drained'") == ""
        }
        let token = tenant.json["data"]["access_token"].string
        #expect(try await scene.api.call("GET", "/rest/people", token: token).status == 200)
        let inUse = try await scene.change("drained", ["state": "closed"])
        #expect(inUse.status == 409 && inUse.code == "server_in_use" && inUse.json["tenants"] == 1)
        #expect(try await scene.change("drained", ["state": "open"]).status == 200)
        #expect(try await scene.register(region: "drained").status == 201)
    }

    @Test func aClosedServerIsLeftAloneAndCanBeRemoved() async throws {
        let scene = try scene()
        let cluster = try await PostgresCluster.launch()
        try await scene.add("leaving", cluster, [JSONMember("region", "leaving")])
        let tenant = try await scene.register(region: "leaving").json["data"]["tenant_id"].string
        #expect(try await scene.admin("DELETE", "/servers/leaving").code == "server_not_closed")
        #expect(try await scene.admin("DELETE", "/tenants/\(tenant)").status == 200)
        #expect(try await scene.change("leaving", ["state": "closed"]).json["data"]["state"] == "closed")
        let left = try await cluster.query(
            """
            SELECT datname FROM pg_database WHERE datname LIKE 'twenty%'
            UNION SELECT rolname FROM pg_roles WHERE rolname LIKE 'twenty%'
            """)
        #expect(left.isEmpty)
        try await eventually {
            try await cluster.query("SELECT FROM pg_stat_activity WHERE application_name LIKE 'tenant-manager%'").isEmpty
        }
        #expect(try await scene.register(region: "leaving").code == "no_server")
        #expect(try await scene.admin("GET", "/servers/leaving").json["data"]["reachable"] == .null)
        #expect(try await scene.admin("DELETE", "/servers/leaving").status == 200)
        #expect(try await scene.admin("GET", "/servers/leaving").code == "server_not_found")
        #expect(try await scene.register(region: "leaving").code == "region_unknown")
        let acts = try scene.stack.sql("SELECT action FROM audit_log WHERE details->>'server' = 'leaving' ORDER BY sequence")
        #expect(acts == "server.added\nserver.changed\nserver.changed\nserver.removed")
    }

    @Test func aServerThatIsReachedOtherwiseIsFollowed() async throws {
        let (scene, cluster) = (try scene(), try await Self.cluster.value)
        try await scene.add("moving", cluster, [JSONMember("region", "moving")])
        let organization = try await scene.api.signUp("Moving", region: "moving")
        let people = { try await scene.api.call("GET", "/rest/people", token: organization.accessToken).status }
        for _ in 0..<4 { #expect(try await people() == 200) }
        let password = JSONValue.string(cluster.superuserPassword.reveal())
        let address: JSONValue = [
            "host": .string(cluster.folder), "port": .string(String(cluster.port)), "admin_password": password,
        ]
        #expect(try await scene.change("moving", address).status == 200)
        for _ in 0..<4 { #expect(try await people() == 200) }
        let database = try await scene.stack.database(of: organization)
        // Those of before are closed as they come back; both hosts have been asked since.
        try await eventually {
            try await cluster.query(
                "SELECT FROM pg_stat_activity WHERE datname = \(database) AND client_addr IS NOT NULL"
            ).isEmpty
        }
        let refused = try await scene.change("moving", ["host": "127.0.0.1", "port": 1, "admin_password": password])
        #expect(refused.status == 422 && refused.code == "server_unreachable")
        #expect(try await people() == 200)
    }

    @Test func aServerThatIsLostIsClosedWithoutIt() async throws {
        let scene = try scene()
        let cluster = try await PostgresCluster.launch()
        try await scene.add("lost", cluster, [JSONMember("region", "lost")])
        try await eventually(within: .seconds(30)) {
            try await scene.admin("GET", "/servers/lost").json["data"]["ready_databases"] == 1
        }
        try await cluster.stop(.immediate)
        let refused = try await scene.change("lost", ["state": "closed"])
        #expect(refused.status == 422 && refused.code == "server_unreachable")
        #expect(try await scene.change("lost", ["state": "closed", "lost": true]).status == 200)
        #expect(try scene.stack.sql("SELECT FROM stock_database WHERE server = 'lost'") == "")
        #expect(try scene.stack.command(["servers", "remove", "lost"]) == "lost is removed.")
    }
}
