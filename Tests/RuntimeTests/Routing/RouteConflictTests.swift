import Contracts
import HTTPTypes
import Testing

@testable import HostRuntime

@Suite struct RouteConflictTests {
    private func route(_ pattern: String) -> Route { Route(.get, pattern, .open { _, _ in Response(status: .ok) }) }

    @Test func twoPluginsOnTheSamePathsAreBothNamed() {
        let clash = RouteConflict.repeated(.get, "/a/{y}", plugin: "second", other: "/a/{x}", otherPlugin: "first")
        #expect(throws: clash) {
            try Router([
                RouteGroup(plugin: "first", routes: [route("/a/{x}")]), RouteGroup(plugin: "second", routes: [route("/a/{y}")]),
            ])
        }
    }

    @Test func twoRestsOnTheSamePathsClash() throws {
        let clash = RouteConflict.repeated(.get, "/a/{y...}", plugin: "second", other: "/a/{x...}", otherPlugin: "first")
        let first = RouteGroup(plugin: "first", routes: [route("/a/{x...}")])
        #expect(throws: clash) { try Router([first, RouteGroup(plugin: "second", routes: [route("/a/{y...}")])]) }
        // A parameter takes one segment and goes before.
        _ = try Router([first, RouteGroup(plugin: "second", routes: [route("/a/{y}")])])
    }

    @Test(arguments: [
        "", "a", "/a/", "//a", "/a/{", "/a/{}", "/a/x{id}", "/a/{i-d}", "/{id}/{id}", "/a/..", "/a/%41", "/a/{...}", "/a/{b..}",
        "/a/{b...}/c", "/a/{b...}/{c...}", "/{b}/{b...}",
    ])
    func halfWrittenPatternsAreRefused(pattern: String) {
        #expect(throws: RouteConflict.malformedPattern(pattern, plugin: "test")) {
            try Router([RouteGroup(plugin: "test", routes: [route(pattern)])])
        }
    }
}
