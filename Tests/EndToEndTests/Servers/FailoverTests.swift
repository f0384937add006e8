import Contracts
import Foundation
import TestSupport
import Testing

/// A primary that dies with its machine, and its synchronous standby that takes over, under load.
@Suite(.serialized) struct FailoverTests {
    private static let clients = 8
    private static let scene = Result { try ServerScene(hosts: 1, stock: 0) }

    /// A primary with its standby as one server of the product, and two organizations on it.
    private struct Pair {
        let primary: PostgresCluster
        let standby: PostgresCluster
        let organizations: [ProductAPI.Organization]

        init(_ name: String, in scene: ServerScene) async throws {
            primary = try await PostgresCluster.launch(settings: ["synchronous_commit": "on"])
            standby = try await primary.launchStandby()
            try await scene.add(
                name, primary,
                [
                    JSONMember("host", "127.0.0.1,127.0.0.1"), JSONMember("port", .string("\(primary.port),\(standby.port)")),
                    JSONMember("region", .string(name)),
                ])
            let api = scene.api
            organizations = [
                try await api.signUp("Left", region: name), try await api.signUp("Right", region: name),
            ]
        }
    }

    @Test(arguments: [("brief", Duration.milliseconds(300)), ("long", .seconds(9))])
    func whatWasAcknowledgedIsThereAndServiceIsBackWithinFiveSeconds(name: String, outage: Duration) async throws {
        let scene = try Self.scene.get()
        #expect(try await scene.change("main", ["region": "home"]).status == 200)
        let pair = try await Pair(name, in: scene)
        let others = [try await scene.api.signUp("Other", region: "home"), try await scene.api.signUp("Else", region: "home")]
        let organizations = pair.organizations + others
        let write: @Sendable (Int) async throws -> ProductAPI.Reply = { client in
            let organization = organizations[client % organizations.count]
            return try await scene.api.call("POST", "/rest/people", [:], token: organization.accessToken)
        }
        var promotedAt = ContinuousClock.now
        let answers = try await Load.run(clients: Self.clients, write) {
            try await Task.sleep(for: .seconds(2))
            try pair.primary.kill()
            try await Task.sleep(for: outage)
            promotedAt = .now
            try await pair.standby.promote()
            try await Task.sleep(for: .seconds(8))
        }
        let concerned = answers.filter { $0.client % organizations.count < pair.organizations.count }
        let unconcerned = answers.filter { $0.client % organizations.count >= pair.organizations.count }

        #expect(unconcerned.count > 100 && unconcerned.allSatisfy { $0.reply.status == 201 })
        // The CRM's errors bear no code.
        #expect(
            concerned.allSatisfy { $0.reply.status == 201 || ($0.reply.status == 503 && $0.reply.headers["retry-after"] != nil) })
        let back = try #require(concerned.filter { $0.reply.status == 201 && $0.endedAt > promotedAt }.map(\.endedAt).min())
        print(
            "failover, \(name): back \(promotedAt.duration(to: back)) after promotion; \(concerned.count { $0.reply.status == 201 }) writes"
        )
        #expect(promotedAt.duration(to: back) < .seconds(5))
        // Every client got back, and stayed.
        for client in Set(concerned.map(\.client)) {
            let late = concerned.filter { $0.client == client && $0.endedAt > promotedAt + .seconds(6) }
            #expect(!late.isEmpty && late.allSatisfy { $0.reply.status == 201 })
        }
        for (index, organization) in pair.organizations.enumerated() {
            let acknowledged = concerned.filter { $0.client % organizations.count == index && $0.reply.status == 201 }
                .map { $0.reply.json["data"]["createPerson"]["id"].string }
            #expect(acknowledged.count > 10)
            let there = try await people(of: organization, in: scene, on: pair.standby)
            #expect(Set(acknowledged).subtracting(there) == [])
        }
        let pools = try await scene.admin("GET", "/pools/stats").json["data"]["pools"].elements
        #expect(pools.allSatisfy { $0["waiting"] == 0 && $0["leased"] == 0 })
    }

    private func people(
        of organization: ProductAPI.Organization, in scene: ServerScene, on cluster: PostgresCluster
    ) async throws -> Set<String> {
        let database = try await scene.stack.database(of: organization)
        let tables = try await cluster.query(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE tablename = 'person'", database: database)
        let table = try #require(tables.first?.text(0)).split(separator: ".").map(String.init)
        let schema = table[0].replacingOccurrences(of: "\"", with: "")
        let rows = try await cluster.query("SELECT id::text FROM \(identifier: schema).person", database: database)
        return Set((0..<rows.count).compactMap { rows[$0].text(0) })
    }
}
