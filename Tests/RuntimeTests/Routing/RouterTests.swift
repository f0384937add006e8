import Contracts
import HTTPTypes
import Testing

@testable import HostRuntime

@Suite struct RouterTests {
    private func router(_ routes: (HTTPRequest.Method, String)...) throws -> Router {
        let routes = routes.map { Route($0.0, $0.1, .open { _, _ in Response(status: .ok) }) }
        return try Router([RouteGroup(plugin: "test", routes: routes)])
    }

    /// The pattern, the parameters or the refusal that a request leads to, in one word.
    private func lead(_ router: Router, _ path: String, _ method: HTTPRequest.Method = .get) -> String {
        switch router.destination(of: Request(method: method, path: path)) {
        case .route(let route, let parameters):
            ([route.route.pattern] + route.parameterNames.map { "\($0)=\(parameters[$0])" }).joined(separator: " ")
        case .options(let path): "options " + ErrorMapping.allowField(path.allowedMethods)
        case .methodNotAllowed(let path): "405 " + ErrorMapping.allowField(path.allowedMethods)
        case .notFound: "404"
        case .malformedPath: "400"
        }
    }

    @Test func literalBeatsParameter() throws {
        let router = try router((.get, "/api/{object}"), (.get, "/api/me"))
        #expect(lead(router, "/api/me") == "/api/me")
        #expect(lead(router, "/api/people") == "/api/{object} object=people")
    }

    @Test func comesBackToTheParameterWhenTheLiteralLeadsNowhere() throws {
        let router = try router((.get, "/api/people/stats"), (.get, "/api/{object}/{id}"))
        #expect(lead(router, "/api/people/7") == "/api/{object}/{id} object=people id=7")
    }

    @Test(arguments: ["/api/admin", "/api/admin/stats", "/api/admin/other"])
    func aReservedPathIsNeverAParameter(path: String) throws {
        let groups = [("/api/{object}", "a"), ("/api/{object}/{id}", "b"), ("/api/admin/stats", "c")].map { pattern, plugin in
            RouteGroup(plugin: plugin, routes: [Route(.get, pattern, .open { _, _ in Response(status: .ok) })])
        }
        #expect(lead(try Router(groups, reserved: ["/api/admin"]), path) == (path == "/api/admin/stats" ? path : "404"))
        // The plugin that the path belongs to is off.
        #expect(lead(try Router(Array(groups.dropLast()), reserved: ["/api/admin"]), path) == "404")
        #expect(lead(try Router(groups, reserved: ["/api/admin"]), "/api/people/7") == "/api/{object}/{id} object=people id=7")
    }

    @Test(arguments: [
        ("/rest//people/", "/rest/{object} object=people"), ("//rest/people", "/rest/{object} object=people"), ("/api//me", "404"),
    ])
    func emptySegmentsCountForNothingWhereTheRouteSaysSo(path: String, expected: String) throws {
        let lenient = RouteOptions(ignoresEmptySegments: true)
        let router = try Router([
            RouteGroup(
                plugin: "test",
                routes: [
                    Route(.get, "/rest/{object}", .open { _, _ in Response(status: .ok) }, options: lenient),
                    Route(.get, "/api/me", .open { _, _ in Response(status: .ok) }),
                ])
        ])
        #expect(lead(router, path) == expected)
    }

    @Test func theMostSpecificPatternDecidesWhateverItsMethods() throws {
        let router = try router((.post, "/api/{object}"), (.get, "/api/me"))
        #expect(lead(router, "/api/me", .post) == "405 GET, HEAD, OPTIONS")
    }

    @Test func parameterNamesBelongToTheRoute() throws {
        let router = try router((.get, "/a/{x}"), (.put, "/a/{y}"))
        #expect(lead(router, "/a/1", .put) == "/a/{y} y=1")
    }

    @Test func getAnswersHead() throws {
        #expect(lead(try router((.get, "/a")), "/a", .head) == "/a")
    }

    @Test func optionsListsTheMethods() throws {
        #expect(lead(try router((.post, "/a"), (.get, "/a")), "/a", .options) == "options GET, HEAD, OPTIONS, POST")
    }

    @Test(arguments: ["/", "/api", "/api/", "/api/me/", "/api//me", "//api/me", "/api/me/x", "api/me", "", "*", "/API/me"])
    func pathsThatNoPatternDescribesAreNotFound(path: String) throws {
        #expect(lead(try router((.get, "/api/me")), path) == "404")
    }

    @Test(arguments: ["/a/.", "/a/..", "/a/%2e", "/a/%2E%2e", "/a/.%2e", "/a/"])
    func dotSegmentsAndEmptyOnesAreNoParameters(path: String) throws {
        #expect(lead(try router((.get, "/a/{id}")), path) == "404")
    }

    @Test(arguments: ["/a/%", "/a/%4", "/a/%zz", "/a/%00", "/a/\0", "/a/%ff", "/a/%c3%28", "/b/%", "/a/b/c/d/%g0"])
    func badEscapesAreMalformed(path: String) throws {
        #expect(lead(try router((.get, "/a/{id}")), path) == "400")
    }

    @Test func anEncodedSlashDoesNotSplit() throws {
        let router = try router((.get, "/a/{id}"), (.get, "/a/{id}/secret"))
        #expect(lead(router, "/a/x%2Fsecret") == "/a/{id} id=x/secret")
    }

    @Test func literalsMatchInTheirEncodedSpellingToo() throws {
        #expect(lead(try router((.get, "/api/me")), "/%61pi/m%65") == "/api/me")
    }

    @Test func parametersAreDecoded() throws {
        #expect(lead(try router((.get, "/a/{id}")), "/a/caf%C3%A9+1") == "/a/{id} id=café+1")
    }

    @Test func theRootIsAPathOfItsOwn() throws {
        #expect(lead(try router((.get, "/")), "/") == "/")
    }

    @Test func manySiblingsAreAllFound() throws {
        let names = (0..<100).map { "/x/\($0)" }
        let router = try Router([
            RouteGroup(plugin: "test", routes: names.map { Route(.get, $0, .open { _, _ in Response(status: .ok) }) })
        ])
        #expect(names.allSatisfy { lead(router, $0) == $0 })
    }

    @Test(arguments: [
        ("/files/a", "/files/{path...} path=a"), ("/files/a/b/c.png", "/files/{path...} path=a/b/c.png"),
        ("/files/caf%C3%A9/%7Ba%7D", "/files/{path...} path=café/{a}"), ("/files", "404"), ("/files/", "404"), ("/files/a/", "404"),
        ("/files//a", "404"), ("/files/a/../b", "404"), ("/files/%2e%2e/b", "404"), ("/files/a/.", "404"), ("/files/a%2Fb", "404"),
        ("/files/a/..%2fb", "404"), ("/files/%zz", "400"),
    ])
    func aRestTakesWhatIsLeft(path: String, expected: String) throws {
        #expect(lead(try router((.get, "/files/{path...}")), path) == expected)
    }

    @Test func aRestComesAfterEverythingElse() throws {
        let router = try router(
            (.get, "/rest/{path...}"), (.get, "/rest/{objects}"), (.get, "/rest/me"), (.get, "/rest/{objects}/{id}/x"),
            (.get, "/rest/metadata/{more...}"))
        #expect(lead(router, "/rest/me") == "/rest/me")
        #expect(lead(router, "/rest/people") == "/rest/{objects} objects=people")
        #expect(lead(router, "/rest/people/7") == "/rest/{path...} path=people/7")
        #expect(lead(router, "/rest/people/7/x") == "/rest/{objects}/{id}/x objects=people id=7")
        #expect(lead(router, "/rest/metadata/7/x") == "/rest/metadata/{more...} more=7/x")
        #expect(lead(router, "/rest/me", .post) == "405 GET, HEAD, OPTIONS")
    }

    @Test func aReservedPathIsOfNoRest() throws {
        let groups = ["/api/{path...}", "/api/admin/stats"].map { pattern in
            RouteGroup(plugin: pattern, routes: [Route(.get, pattern, .open { _, _ in Response(status: .ok) })])
        }
        let router = try Router(groups, reserved: ["/api/admin"])
        #expect(lead(router, "/api/admin/other") == "404")
        #expect(lead(router, "/api/people") == "/api/{path...} path=people")
    }

    @Test func aRestHasAnEnd() throws {
        let router = try router((.get, "/files/{path...}"))
        let longest = "/files" + String(repeating: "/a", count: RouteTrie.longestRest - 1)
        #expect(lead(router, longest).hasPrefix("/files/{path...}"))
        #expect(lead(router, longest + "/a") == "404")
    }
}
