public import Contracts
import Foundation

/// The product's API as its users call it, through nginx.
public struct ProductAPI: Sendable {
    public let client: HTTPClient

    public init(_ client: HTTPClient) { self.client = client }

    /// An organization that signed up, with its owner's tokens.
    public struct Organization: Sendable {
        public let tenantID: String
        public let slug: String
        public let accessToken: String
        public let refreshToken: String
        public let email: String
        public let password: String
    }

    public struct Reply: Sendable {
        public let status: Int
        public let headers: [String: String]
        public let body: [UInt8]

        public init(status: Int, headers: [String: String], body: [UInt8]) {
            self.status = status
            self.headers = headers
            self.body = body
        }

        public var text: String { String(decoding: body, as: UTF8.self) }

        /// The body as JSON; `.null` when it is none.
        public var json: JSONValue { (try? JSONParser.parse(body)) ?? .null }

        /// A problem's code.
        public var code: String { json["code"].string }
    }

    public func call(
        _ method: String, _ path: String, _ body: JSONValue? = nil, token: String? = nil, operatorKey: String? = nil,
        headers: [(String, String)] = []
    ) async throws -> Reply {
        var all = headers
        if let token { all.append(("Authorization", "Bearer \(token)")) }
        if let operatorKey { all.append(("X-Admin-Key", operatorKey)) }
        if body != nil { all.append(("Content-Type", "application/json")) }
        let answer = try await client.send(method, path, headers: all, body: body.map(JSONWriter.encode))
        return Reply(status: answer.status, headers: answer.headers, body: answer.body)
    }

    /// Signs an organization up under a fresh e-mail address.
    public func signUp(_ name: String = "Acme", plan: String? = nil, region: String? = nil) async throws -> Organization {
        let email = "owner-\(UUID().uuidString.lowercased())@example.com"
        let password = "correct horse battery staple"
        var body: JSONObject = JSONObject([
            JSONMember("organization_name", .string(name)), JSONMember("admin_email", .string(email)),
            JSONMember("admin_password", .string(password)),
        ])
        body["plan"] = plan.map { .string($0) }
        body["region"] = region.map { .string($0) }
        let reply = try await call("POST", "/api/auth/register-organization", .object(body))
        guard reply.status == 201 else { throw UnexpectedReply(reply) }
        let data = reply.json["data"]
        return Organization(
            tenantID: data["tenant_id"].string, slug: data["slug"].string, accessToken: data["access_token"].string,
            refreshToken: data["refresh_token"].string, email: email, password: password)
    }
}

public struct UnexpectedReply: Error {
    public let status: Int
    public let text: String

    public init(_ reply: ProductAPI.Reply) { (status, text) = (reply.status, reply.text) }
}

extension JSONValue {
    /// A member of an object; `.null` when this is no object or has no such member.
    public subscript(name: String) -> JSONValue {
        guard case .object(let object) = self else { return .null }
        return object[name] ?? .null
    }

    /// An element of an array; `.null` when this is no array or it is shorter.
    public subscript(index: Int) -> JSONValue {
        guard case .array(let values) = self, values.indices.contains(index) else { return .null }
        return values[index]
    }

    /// The string, or "" for any other kind.
    public var string: String {
        guard case .string(let text) = self else { return "" }
        return text
    }

    /// The whole number, or nil for any other kind.
    public var int: Int? {
        guard case .number(let number) = self else { return nil }
        return number.integer.map(Int.init)
    }

    public var elements: [JSONValue] {
        guard case .array(let values) = self else { return [] }
        return values
    }

    public var memberNames: [String] {
        guard case .object(let object) = self else { return [] }
        return object.names
    }
}
