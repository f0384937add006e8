import Contracts
import TestSupport
import Testing

/// Objects whose records are not made or changed as others are.
@Suite struct SpecialObjectTests {
    private static let filter = "filter=" + RecordCaller.escaped("id[is]:NOT_NULL")

    @Test(arguments: [
        ("POST", "/workspaceMembers"), ("POST", "/batch/workspaceMembers"), ("POST", "/workspaceMembers?upsert=true"),
        ("PATCH", "/workspaceMembers?\(filter)"), ("DELETE", "/workspaceMembers/ID"),
        ("DELETE", "/workspaceMembers/ID?soft_delete=true"),
        ("DELETE", "/workspaceMembers?\(filter)"), ("DELETE", "/workspaceMembers?soft_delete=true&\(filter)"),
        ("PATCH", "/restore/workspaceMembers"), ("PATCH", "/workspaceMembers/ID/restore"), ("POST", "/workflowRuns"),
        ("PATCH", "/workflowVersions?\(filter)"), ("DELETE", "/workflowVersions?\(filter)"),
    ])
    func theirWritesAreRefused(method: String, path: String) async throws {
        let call = try await RecordCaller.shared
        let id = try await call.ids("workspaceMembers")[0]
        let body: JSONValue? = method == "DELETE" ? nil : path.contains("batch") ? [[:]] : [:]
        let reply = try await call(method, "/rest" + path.replacing("ID", with: id), body)
        #expect(reply.status == 400)
        #expect(reply.json["code"] == "PERMISSION_DENIED")
        #expect(reply.json["messages"][0].string.hasPrefix("Entity performing the request does not have permission"))
    }
}
