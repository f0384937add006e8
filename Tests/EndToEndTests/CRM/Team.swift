import Contracts
import Foundation
import TestSupport

/// An organization and one more member of it, signed in.
struct Team: Sendable {
    let owner: RecordCaller
    let member: RecordCaller
    /// The member's.
    let account: String
    let email: String

    static func make(_ role: String = "member") async throws -> Team {
        let owner = try await RecordCaller.fresh()
        let email = "grace-\(UUID().uuidString.lowercased())@example.com"
        let order: JSONValue = [
            "email": .string(email), "password": "a new password", "role": .string(role), "first_name": "Grace",
            "last_name": "Hopper",
        ]
        let added = try await owner("POST", "/api/members", order)
        guard added.status == 201 else { throw UnexpectedReply(added) }
        let login = try await owner.api.call("POST", "/api/auth/login", ["email": .string(email), "password": "a new password"])
        let member = RecordCaller(api: owner.api, token: login.json["data"]["access_token"].string)
        return Team(owner: owner, member: member, account: added.json["data"]["account_id"].string, email: email)
    }

    /// Makes a role and gives it to the member.
    ///
    /// - Returns: the role's id.
    @discardableResult
    func narrow(_ role: JSONObject, objects: [JSONValue] = [], fields: [JSONValue] = []) async throws -> String {
        let id = try await makeRole(role, objects: objects, fields: fields)
        let assigned = try await owner("PUT", "/api/roles/\(id)/members/\(account)")
        guard assigned.status == 200 else { throw UnexpectedReply(assigned) }
        return id
    }

    func makeRole(_ role: JSONObject, objects: [JSONValue] = [], fields: [JSONValue] = []) async throws -> String {
        var order = role
        order["label"] = .string("Role \(UUID().uuidString)")
        let made = try await owner("POST", "/api/roles", .object(order))
        guard made.status == 201 else { throw UnexpectedReply(made) }
        let id = made.json["data"]["id"].string
        for (path, rights) in [("object-permissions", objects), ("field-permissions", fields)] where !rights.isEmpty {
            let key = path.replacing("-", with: "_")
            let set = try await owner("PUT", "/api/roles/\(id)/\(path)", .object(JSONObject([JSONMember(key, .array(rights))])))
            guard set.status == 200 else { throw UnexpectedReply(set) }
        }
        return id
    }
}

extension JSONObject {
    /// A role that closes nothing by itself.
    static let everyRight = JSONObject([
        JSONMember("can_read_all_object_records", true), JSONMember("can_update_all_object_records", true),
        JSONMember("can_soft_delete_all_object_records", true), JSONMember("can_destroy_all_object_records", true),
    ])
    /// A role that reads and does nothing else.
    static let readingRight = JSONObject([JSONMember("can_read_all_object_records", true)])
}
