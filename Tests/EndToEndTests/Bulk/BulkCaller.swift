import Contracts
import Foundation
import TestSupport
import Testing

/// One user's imports and exports, through nginx.
struct BulkCaller: Sendable {
    let organization: ProductAPI.Organization
    let api: ProductAPI
    var token: String

    static func fresh(_ name: String = "Bulk", api: ProductAPI? = nil) async throws -> BulkCaller {
        let api = try api ?? Product.api
        let organization = try await api.signUp(name)
        return BulkCaller(organization: organization, api: api, token: organization.accessToken)
    }

    func importing(
        _ objects: String, _ body: [UInt8], query: String = "", type: String = "text/csv"
    ) async throws -> ProductAPI.Reply {
        let answer = try await api.client.send(
            "POST", "/api/import/\(objects)?\(query)", headers: [("Authorization", "Bearer \(token)"), ("Content-Type", type)],
            body: body, timeout: 120)
        return ProductAPI.Reply(status: answer.status, headers: answer.headers, body: answer.body)
    }

    func importing(
        _ objects: String, _ text: String, query: String = "", type: String = "text/csv"
    ) async throws -> ProductAPI.Reply {
        try await importing(objects, Array(text.utf8), query: query, type: type)
    }

    func get(_ path: String) async throws -> ProductAPI.Reply { try await api.call("GET", path, token: token) }

    var totalCount: Int? { get async throws { try await get("/rest/people?limit=0").json["totalCount"].int } }

    /// Begins an import and sends `text`, but never the end of the body.
    func begin(id: String, _ text: String, query: String = "") throws -> TestSocket {
        let socket = try TestSocket(port: api.client.port)
        try socket.write(
            Array(
                """
                POST /api/import/people?id=\(id)&\(query) HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer \(token)\r\n\
                Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n
                """.utf8))
        try socket.write(Self.chunk(text))
        return socket
    }

    static func chunk(_ text: String) -> [UInt8] {
        Array((String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n").utf8)
    }

    /// Waits until the import says that it has read as much.
    func waitForRows(of id: String, atLeast rows: Int) async throws {
        try await eventually(within: .seconds(20)) {
            let job = try await get("/api/imports/\(id)").json["data"]
            return (job["rows_read"].int ?? 0) >= rows
        }
    }

    static let header = "name.firstName,name.lastName,emails.primaryEmail,jobTitle\n"

    /// Rows of people with addresses of their own, from the line after the header.
    static func people(_ numbers: ClosedRange<Int>, title: String = "Imported") -> String {
        numbers.map { "First \($0),\"Last, \($0)\",person\($0)@example.com,\(title)\n" }.joined()
    }
}
