import Contracts
import Foundation
import TestSupport

/// An organization with one API key, and the key's calls.
struct KeyHolder: Sendable {
    let owner: RecordCaller
    let organization: ProductAPI.Organization
    let id: String
    let key: RecordCaller

    static func make(_ order: JSONValue = ["name": "Importer", "role": "member"]) async throws -> KeyHolder {
        let api = try Product.api
        let organization = try await api.signUp("Keys")
        let owner = RecordCaller(api: api, token: organization.accessToken)
        let made = try await owner("POST", "/api/api-keys", order)
        guard made.status == 201 else { throw UnexpectedReply(made) }
        let data = made.json["data"]
        return KeyHolder(
            owner: owner, organization: organization, id: data["id"].string,
            key: RecordCaller(api: api, token: data["token"].string))
    }

    static var secret: String {
        get throws { try String(contentsOf: Product.stack.directory.appending(path: "secrets/jwt-secret"), encoding: .utf8) }
    }
}
