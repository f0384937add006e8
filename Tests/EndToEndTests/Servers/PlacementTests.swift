import Contracts
import Foundation
import TestSupport
import Testing

/// Where organizations that sign up come to lie.
@Suite(.serialized) struct PlacementTests {
    private static let scene = Result {
        try ServerScene { settings in
            try settings.replace(
                "    max_connections: 20\n    features: []",
                with: "    max_connections: 20\n    regions: [eu, us]\n    features: []")
        }
    }
    private static let cluster = Task { try await PostgresCluster.launch() }

    /// Servers in two regions on one cluster, besides the one of the settings, which has none.
    private func scene() async throws -> ServerScene {
        let (scene, cluster) = (try Self.scene.get(), try await Self.cluster.value)
        if try await scene.admin("GET", "/servers/eu-1").status == 404 {
            for (name, region) in [("eu-1", "eu"), ("us-1", "us")] {
                try await scene.add(name, cluster, [JSONMember("region", .string(region))])
            }
        }
        return scene
    }

    @Test func theWantedRegionDecides() async throws {
        let scene = try await scene()
        #expect(try await scene.placed(region: "eu") == "eu-1")
        #expect(try await scene.placed(region: "us") == "us-1")
    }

    @Test func aRegionThatIsNoneIsToldWithThoseThatAre() async throws {
        let scene = try await scene()
        let reply = try await scene.register(region: "mars")
        #expect(reply.status == 400 && reply.code == "region_unknown")
        #expect(reply.json["errors"][0]["field"] == "region")
        #expect(reply.json["errors"][0]["message"].string.hasPrefix("must be one of eu"))
    }

    @Test func aPlanWithRegionsIsPlacedNowhereElse() async throws {
        let scene = try await scene()
        let cluster = try await Self.cluster.value
        try await scene.add("asia-1", cluster, [JSONMember("region", "asia"), JSONMember("weight", 1000)])
        for _ in 0..<3 { #expect(try await ["eu-1", "us-1"].contains(scene.placed(plan: "pro"))) }
        let reply = try await scene.register(region: "asia", plan: "pro")
        #expect(reply.status == 400 && reply.code == "region_not_in_plan")
        #expect(reply.json["errors"][0]["message"] == "must be one of eu, us")
        #expect(try await scene.change("asia-1", ["state": "draining"]).status == 200)
    }

    @Test func weightsShareTheLoad() async throws {
        let (scene, cluster) = (try await scene(), try await Self.cluster.value)
        for (name, weight) in [("light", 1), ("heavy", 3)] {
            try await scene.add(
                name, cluster, [JSONMember("region", "weighed"), JSONMember("weight", .integer(weight))])
        }
        var placed: [String: Int] = [:]
        for _ in 0..<8 { placed[try await scene.placed(region: "weighed"), default: 0] += 1 }
        #expect(placed == ["heavy": 6, "light": 2])
    }

    @Test func theLastPlacesGoToAsManyAsThereAre() async throws {
        let (scene, cluster) = (try await scene(), try await Self.cluster.value)
        try await scene.add("small", cluster, [JSONMember("region", "small"), JSONMember("capacity", 3)])
        let replies = try await withThrowingTaskGroup { group in
            for _ in 0..<10 { group.addTask { try await scene.register(region: "small") } }
            return try await group.reduce(into: [ProductAPI.Reply]()) { $0.append($1) }
        }
        #expect(replies.count { $0.status == 201 } == 3)
        #expect(replies.count { $0.code == "no_server" && $0.status == 503 } == 7)
        #expect(try scene.stack.sql("SELECT count(*) FROM tenant WHERE server = 'small'") == "3")
        #expect(try await scene.change("small", ["capacity": .null]).json["data"]["capacity"] == .null)
        #expect(try await scene.placed(region: "small") == "small")
    }

    @Test func aServerThatIsAwayIsPassedOver() async throws {
        let scene = try await scene()
        let (away, there) = (try await PostgresCluster.launch(), try await Self.cluster.value)
        try await scene.add("away", away, [JSONMember("region", "rough"), JSONMember("weight", 1000)])
        try await scene.add("there", there, [JSONMember("region", "rough")])
        #expect(try await scene.placed(region: "rough") == "away")
        try await away.stop(.immediate)
        // What was found out a moment ago is believed for a second.
        try await Task.sleep(for: .milliseconds(1100))
        for _ in 0..<2 { #expect(try await scene.placed(region: "rough") == "there") }
        #expect(try await scene.admin("GET", "/servers/away").json["data"]["reachable"] == false)
        try await away.start()
    }
}
