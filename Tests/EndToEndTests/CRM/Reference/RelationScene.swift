import Contracts
import Foundation
import TestSupport

/// An organization whose relations are tried, and its database: versions and runs of workflows come from no caller.
struct RelationScene: Sendable {
    typealias Relation = EveryRelationTests.Relation

    let call: RecordCaller
    private let workspace: StoredWorkspace

    static func make() async throws -> RelationScene {
        let organization = try await Product.api.signUp("Relations")
        let call = RecordCaller(api: try Product.api, token: organization.accessToken)
        return RelationScene(call: call, workspace: try await StoredWorkspace(of: organization))
    }

    /// A record that the relation can lead to, as it is shown: one of its own, or the member who calls.
    func target(of relation: Relation) async throws -> (RecordCaller, JSONValue) {
        if relation.target == "workspaceMembers" {
            return (call, try await call("GET", "/rest/workspaceMembers").json["data"]["workspaceMembers"][0])
        }
        guard let table = Self.table(of: relation) else { return (call, try await call.create(relation.target, [:])) }
        let id = try workspace.run("INSERT INTO \"\(table)\" DEFAULT VALUES RETURNING \"id\"")
        return (call, try await call("GET", "/rest/\(relation.target)/\(id)").json["data"][table])
    }

    func hide(_ target: JSONValue, of relation: Relation) async throws {
        try await change(target, of: relation, "DELETE", "?soft_delete=true", "UPDATE TABLE SET \"deletedAt\" = now() WHERE ID")
    }

    func restore(_ target: JSONValue, of relation: Relation) async throws {
        try await change(target, of: relation, "PATCH", "/restore", "UPDATE TABLE SET \"deletedAt\" = NULL WHERE ID")
    }

    func destroy(_ target: JSONValue, of relation: Relation) async throws {
        try await change(target, of: relation, "DELETE", "", "DELETE FROM TABLE WHERE ID")
    }

    /// By a call, or where no caller may by the statement.
    private func change(
        _ target: JSONValue, of relation: Relation, _ method: String, _ tail: String, _ statement: String
    ) async throws {
        guard let table = Self.table(of: relation) else {
            let reply = try await call(method, "/rest/\(relation.target)/\(target.string)\(tail)")
            guard reply.status == 200 else { throw UnexpectedReply(reply) }
            return
        }
        let condition = "\"id\" = '\(target.string)'"
        try workspace.run(statement.replacing("TABLE", with: "\"\(table)\"").replacing("ID", with: condition))
    }

    /// Of a target that callers may not write.
    private static func table(of relation: Relation) -> String? {
        ["workflowVersions": "workflowVersion", "workflowRuns": "workflowRun"][relation.target]
    }
}
