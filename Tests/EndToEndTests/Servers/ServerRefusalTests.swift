import Contracts
import Foundation
import TestSupport
import Testing

/// What operators are refused, and told why.
@Suite(.serialized) struct ServerRefusalTests {
    private static let scene = Result { try ServerScene(hosts: 1) }
    private static let cluster = Task { try await PostgresCluster.launch() }

    private func scene() throws -> ServerScene { try Self.scene.get() }

    @Test func aServerIsTriedBeforeItIsStored() async throws {
        let (scene, cluster) = (try scene(), try await Self.cluster.value)
        let weak = try await cluster.createRole()
        let cases: [(order: [JSONMember], code: String)] = [
            ([JSONMember("port", 1)], "server_unreachable"),
            ([JSONMember("admin_password", "wrong")], "server_refused"),
            (
                [JSONMember("admin_user", .string(weak.name)), JSONMember("admin_password", .string(weak.password.reveal()))],
                "server_unsuitable"
            ),
        ]
        for (more, code) in cases {
            let reply = try await scene.admin("POST", "/servers", scene.order("tried", cluster, more))
            #expect(reply.status == 422 && reply.code == code)
            #expect(!reply.text.contains(cluster.superuserPassword.reveal()))
        }
        #expect(try await scene.admin("GET", "/servers/tried").code == "server_not_found")
    }

    @Test func aServerThatTakesNoWritesIsRefused() async throws {
        let scene = try scene()
        let cluster = try await PostgresCluster.launch(settings: ["default_transaction_read_only": "on"])
        let reply = try await scene.admin("POST", "/servers", scene.order("standby", cluster))
        #expect(reply.status == 422 && reply.code == "server_unsuitable")
    }

    @Test func aFaultyOrderIsToldAllThatIsWrong() async throws {
        let (scene, cluster) = (try scene(), try await Self.cluster.value)
        let faulty = scene.order(
            "Not A Label", cluster,
            [
                JSONMember("weight", 0), JSONMember("capacity", -1), JSONMember("region", "EU"), JSONMember("sslmode", "maybe"),
                JSONMember("port", "1,2"), JSONMember("pasword", "x"), JSONMember("state", "closed"),
            ])
        let reply = try await scene.admin("POST", "/servers", faulty)
        #expect(reply.status == 400 && reply.code == "validation_failed")
        let fields = Set(reply.json["errors"].elements.map { $0["field"].string })
        #expect(fields == ["name", "weight", "capacity", "region", "sslmode", "host", "pasword", "state"])
    }

    @Test func whatTheSettingsNameIsChangedThere() async throws {
        let scene = try scene()
        for change: JSONValue in [["host": "elsewhere"], ["host": "elsewhere", "admin_password": "x"], ["max_connections": 5]] {
            let reply = try await scene.change("main", change)
            #expect(reply.status == 409 && reply.code == "server_in_settings")
        }
        #expect(try await scene.admin("DELETE", "/servers/main").code == "server_in_settings")
        #expect(try await scene.change("main", ["weight": 7, "region": "home"]).status == 200)
        try await scene.stack.restartHosts()
        let kept = try await scene.admin("GET", "/servers/main").json["data"]
        #expect(kept["weight"] == 7 && kept["region"] == "home" && kept["source"] == "settings")
    }

    @Test func aNameIsTakenOnce() async throws {
        let (scene, cluster) = (try scene(), try await Self.cluster.value)
        #expect(try await scene.admin("POST", "/servers", scene.order("main", cluster)).code == "server_exists")
    }

    @Test func onlySuperadminsChangeServers() async throws {
        let (scene, cluster) = (try scene(), try await Self.cluster.value)
        let key = try scene.stack.command(["operators", "create", "mere"])
        let calls: [(String, String, JSONValue?)] = [
            ("POST", "/api/admin/servers", scene.order("mine", cluster)), ("PATCH", "/api/admin/servers/main", ["weight": 2]),
            ("DELETE", "/api/admin/servers/main", nil),
        ]
        for (method, path, body) in calls {
            #expect(try await scene.api.call(method, path, body, operatorKey: key).code == "insufficient_role")
        }
        #expect(try await scene.api.call("GET", "/api/admin/servers", operatorKey: key).status == 200)
    }

    @Test func aSealedPasswordOfAnotherServerOpensNothing() async throws {
        let (scene, cluster) = (try scene(), try await Self.cluster.value)
        try await scene.add("sealed", cluster, [JSONMember("state", "draining")])
        try scene.stack.sql(
            """
            UPDATE database_server SET sealed_password = (SELECT sealed_password FROM database_server WHERE name = 'main')
            WHERE name = 'sealed'
            """)
        // Hosts read it anew when a server changes.
        let reply = try await scene.change("sealed", ["weight": 2])
        #expect(reply.status == 200 && reply.json["data"]["reachable"] == false)
    }
}
