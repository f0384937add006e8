import Contracts
import Foundation
import TestSupport

/// A tenant on a database of Twenty's, and its owner, who is a member there.
struct AdoptedTenant: Sendable {
    let database: TwentyDatabase
    let slug: String
    let call: RecordCaller

    /// One for the tests that leave nothing behind that another would mind.
    static var shared: AdoptedTenant {
        get async throws { try await making.value }
    }

    private static let making = Task { try await make(email: TwentyDatabase.member) }

    static func make(email: String) async throws -> AdoptedTenant {
        let database = try await TwentyDatabase.make()
        let slug = database.name.replacing("_", with: "-")
        try database.adopt(email: email, slug: slug)
        let api = try Product.api
        let credentials: JSONValue = [
            "email": .string(email), "password": "correct horse battery staple", "organization": .string(slug),
        ]
        let reply = try await api.call("POST", "/api/auth/login", credentials)
        guard reply.status == 200 else { throw UnexpectedReply(reply) }
        return AdoptedTenant(
            database: database, slug: slug, call: RecordCaller(api: api, token: reply.json["data"]["access_token"].string))
    }

    /// The tenant's login role.
    func role() throws -> String {
        try Product.stack.sql("SELECT role_name FROM tenant WHERE slug = '\(slug)'")
    }
}
