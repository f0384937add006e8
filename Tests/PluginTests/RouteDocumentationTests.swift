import Contracts
import Foundation
import Testing

@testable import AdminPlugin
@testable import AuthPlugin

@Suite struct RouteDocumentationTests {
    private static func document() throws -> String {
        let root = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        return try String(contentsOf: root.appending(path: "docs/api.md"), encoding: .utf8)
    }

    @Test func everyRouteOfAccountsAndOperatorsIsDocumented() async throws {
        let document = try Self.document()
        try await IdentityStage.run { stage in
            for route in stage.auth.routes + stage.admin.routes {
                #expect(document.contains("`\(route.method) \(route.pattern)`"))
            }
        }
    }
}
