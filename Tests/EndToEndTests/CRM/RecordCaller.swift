import Contracts
import Foundation
import TestSupport

/// One user's calls to the records, through nginx.
struct RecordCaller: Sendable {
    /// Both prefixes under which Twenty's interface stands.
    static let prefixes = ["/rest", "/api"]

    let api: ProductAPI
    let token: String

    /// The owner of an organization of its own, with the records that Twenty gives to a new one.
    static func fresh() async throws -> RecordCaller {
        let api = try Product.api
        return RecordCaller(api: api, token: try await api.signUp("Records").accessToken)
    }

    /// The owner of the organization that the suites share. For what changes nothing.
    static var shared: RecordCaller {
        get async throws { RecordCaller(api: try Product.api, token: try await SharedTenant.organization.accessToken) }
    }

    func callAsFunction(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> ProductAPI.Reply {
        try await api.call(method, path, body, token: token)
    }

    /// Makes a record and returns it as the answer shows it.
    func create(_ objects: String, _ body: JSONValue) async throws -> JSONValue {
        let reply = try await self("POST", "/rest/\(objects)", body)
        guard case .object(let data) = reply.json["data"], let key = data.names.first else {
            throw UnexpectedReply(reply)
        }
        return data[key] ?? .null
    }

    /// The ids of the first page.
    func ids(_ objects: String, _ query: String = "") async throws -> [String] {
        try await self("GET", "/rest/\(objects)\(query)").json["data"][objects].elements.map { $0["id"].string }
    }

    /// Text as it stands in a query.
    static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
