import Contracts
import Foundation
import TestSupport
import Testing

/// Archives as owners and operators deal with them.
struct ArchiveScene {
    let api: ProductAPI
    let stack: TestStack

    static func shared() throws -> ArchiveScene { ArchiveScene(api: try Product.api, stack: try Product.stack) }

    func operate(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> ProductAPI.Reply {
        try await api.call(method, "/api/admin/\(path)", body, operatorKey: try stack.operatorKey)
    }

    /// Has the owner make an archive.
    ///
    /// - Returns: its id, once it is ready.
    func export(_ owner: ProductAPI.Organization) async throws -> String {
        let asked = try await api.call("POST", "/api/organization/archives", token: owner.accessToken)
        guard asked.status == 202 else { throw UnexpectedReply(asked) }
        let id = asked.json["data"]["id"].string
        try await eventually(within: .seconds(60)) {
            let reply = try await api.call("GET", "/api/organization/archives/\(id)", token: owner.accessToken)
            return reply.json["data"]["state"] == "ready"
        }
        return id
    }

    func download(_ id: String, _ owner: ProductAPI.Organization, headers: [(String, String)] = []) async throws -> ProductAPI.Reply
    {
        try await api.call("GET", "/api/organization/archives/\(id)/download", token: owner.accessToken, headers: headers)
    }

    /// Waits until the job has ended.
    func end(of job: String) async throws -> JSONValue {
        try await eventually(within: .seconds(60)) {
            let state = try await operate("GET", "jobs/\(job)").json["data"]["state"].string
            return state == "succeeded" || state == "failed"
        }
        return try await operate("GET", "jobs/\(job)").json["data"]
    }

    /// The rows of every table of a tenant's database as one digest, but for those that say whose it is.
    func digest(of tenant: String) throws -> Set<String> {
        let database = "twenty_tenant_" + tenant.replacing("-", with: "")
        let names = try stack.sql(
            """
            SELECT format('%I.%I', schemaname, tablename) || ' ' || regexp_replace(schemaname, '^workspace_.*', 'workspace') || tablename
            FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                AND NOT (schemaname = 'core' AND tablename = 'workspace') ORDER BY 1
            """, database: database)
        var digests: Set<String> = []
        for line in names.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1)
            // The owner of the copy has just been admitted, which is noted there.
            let row = words[0].hasSuffix("\"workspaceMember\"") ? "to_jsonb(t) - 'updatedAt'" : "to_jsonb(t)"
            let rows = "SELECT \(row) FROM \(words[0]) AS t"
            let digest = try stack.sql(
                "SELECT count(*), md5(string_agg(row::text, E'\\n' ORDER BY row::text)) FROM (\(rows)) AS t (row)",
                database: database)
            digests.insert("\(words[1]) \(digest)")
        }
        return digests
    }
}
