import Contracts
import Foundation
import TestSupport

/// A sign-up that can be sent more than once.
struct SignUp: Sendable {
    let slug = "org-" + UUID().uuidString.lowercased().prefix(8)
    let password = "correct horse battery staple"

    var email: String { slug + "@example.com" }

    func send(_ api: ProductAPI, prefer: String? = nil) async throws -> ProductAPI.Reply {
        let body: JSONValue = [
            "organization_name": "Acme", "slug": .string(slug), "admin_email": .string(email), "admin_password": .string(password),
        ]
        return try await api.call(
            "POST", "/api/auth/register-organization", body, headers: prefer.map { [("Prefer", $0)] } ?? [])
    }

    /// How many people the owner finds: those of a new workspace, when all of it is there once.
    func people(_ api: ProductAPI) async throws -> Int? {
        let login = try await api.call("POST", "/api/auth/login", ["email": .string(email), "password": .string(password)])
        let token = login.json["data"]["access_token"].string
        return try await api.call("GET", "/rest/people?limit=1", token: token).json["totalCount"].int
    }
}
