import Contracts
import Foundation
import TestSupport
import Testing

/// Somebody who may write to the registry, or has an operator's key, and would have the administrator log in at a server of theirs.
@Suite(.serialized) struct ServerPasswordAttackTests {
    private static let scene = Result { try ServerScene(hosts: 1, stock: 0) }
    private static let cluster = Task { try await PostgresCluster.launch() }

    /// A server of the operators' by that name, in a region of its own.
    private func added(_ name: String) async throws -> ServerScene {
        let scene = try Self.scene.get()
        try await scene.add(name, try await Self.cluster.value, [JSONMember("region", .string(name))])
        return scene
    }

    /// Changes the row past the program, and has the hosts learn of it.
    private func tamper(_ name: String, _ change: String, in scene: ServerScene) throws {
        try scene.stack.sql(
            """
            UPDATE database_server SET \(change) WHERE name = '\(name)';
            INSERT INTO registry_change (kind, subject) SELECT 'database_server', id FROM database_server WHERE name = '\(name)';
            NOTIFY registry_change
            """)
    }

    @Test(arguments: ["port", "hosts"])
    func aRowThatLeadsElsewhereOpensNoPassword(what: String) async throws {
        let (scene, trap) = (try await added("led-\(what)"), try TrapServer())
        let name = "led-\(what)"
        let hosts = what == "hosts" ? "host = 'localhost,127.0.0.1', " : ""
        try tamper(name, hosts + "port = '\(trap.port)'", in: scene)
        try await eventually { try await scene.admin("GET", "/servers/\(name)").json["data"]["reachable"] == false }
        let refused = try await scene.register(region: name)
        #expect(refused.status == 503, "\(refused.text)")
        // Another weight is no reason to log in, and leaves the password as it was sealed.
        #expect(try await scene.change(name, ["weight": 2]).json["data"]["reachable"] == false)
        #expect(trap.visits == 0)
    }

    @Test(arguments: ["admin_user = 'somebody'", "sslmode = 'disable'", "sslrootcert = '/tmp/mine.pem'"])
    func norDoesOneThatLogsInOtherwise(change: String) async throws {
        let name = "other-" + change.prefix { $0 != " " }.replacing("_", with: "-")
        let scene = try await added(name)
        #expect(try await scene.admin("GET", "/servers/\(name)").json["data"]["reachable"] == true)
        try tamper(name, change, in: scene)
        try await eventually { try await scene.admin("GET", "/servers/\(name)").json["data"]["reachable"] == false }
    }

    @Test func anOperatorsKeyAloneSendsThePasswordNowhere() async throws {
        let (scene, trap) = (try await added("keyed"), try TrapServer())
        for change: JSONValue in [
            ["host": "127.0.0.1", "port": .integer(trap.port)], ["admin_user": "somebody"], ["sslmode": "disable"],
        ] {
            let reply = try await scene.change("keyed", change)
            #expect(reply.status == 400 && reply.json["errors"][0]["field"] == "admin_password", "\(reply.text)")
        }
        #expect(trap.visits == 0)
        #expect(try await scene.admin("GET", "/servers/keyed").json["data"]["reachable"] == true)
    }

    /// Otherwise it would be sealed for whatever place the row has by then.
    @Test func whoGivesThePasswordSaysWhomItIsFor() async throws {
        let (scene, trap) = (try await added("anew"), try TrapServer())
        let cluster = try await Self.cluster.value
        let password = JSONValue.string(cluster.superuserPassword.reveal())
        try tamper("anew", "port = '\(trap.port)'", in: scene)
        let refused = try await scene.change("anew", ["admin_password": password])
        #expect(refused.status == 400 && refused.json["errors"][0]["field"] == "host", "\(refused.text)")
        #expect(trap.visits == 0)
        let mended = try await scene.change(
            "anew", ["host": "127.0.0.1", "port": .integer(cluster.port), "admin_password": password])
        #expect(mended.status == 200 && mended.json["data"]["reachable"] == true, "\(mended.text)")
        #expect(try await scene.placed(region: "anew") == "anew")
    }

    @Test func theCommandLineAsksForTheSame() async throws {
        let (scene, cluster) = (try await added("typed"), try await Self.cluster.value)
        #expect(throws: StackFailure.self) {
            try scene.stack.command(["servers", "set", "typed", "--host", "127.0.0.1", "--port", "1"])
        }
        let script = """
            printf '%s\\n' '\(cluster.superuserPassword.reveal())' | scripts/command servers set typed \
                --host localhost --port \(cluster.port) --password-file -
            """
        #expect(try scene.stack.shell(script).hasSuffix("\tlocalhost:\(cluster.port)\toperator"))
        #expect(try await scene.admin("GET", "/servers/typed").json["data"]["reachable"] == true)
    }
}
