internal import Contracts
internal import FoundationEssentials

/// A key as the administrators of its organization see it.
struct APIKey: Sendable, Equatable {
    let id: UUID
    let name: String
    let role: TenantRole
    let customRole: UUID?
    /// Nil when the account is gone.
    let createdBy: UUID?
    /// Times are RFC 3339, UTC.
    let createdAt: String
    let expiresAt: String
    let revokedAt: String?
    /// To the nearest few minutes; nil when it never was used.
    let lastUsedAt: String?

    var json: JSONObject {
        JSONObject([
            JSONMember("id", .string(id.canonical)), JSONMember("name", .string(name)), JSONMember("role", .string(role.rawValue)),
            JSONMember("custom_role_id", .optional(customRole?.canonical)),
            JSONMember("created_by", .optional(createdBy?.canonical)),
            JSONMember("created_at", .string(createdAt)), JSONMember("expires_at", .string(expiresAt)),
            JSONMember("revoked_at", .optional(revokedAt)), JSONMember("last_used_at", .optional(lastUsedAt)),
        ])
    }

    init(row: Row) throws {
        id = try row.decode("id")
        name = try row.decode("name")
        role = try row.decode("role")
        customRole = try row.decode("custom_role")
        createdBy = try row.decode("created_by")
        createdAt = try row.decode("created_at")
        expiresAt = try row.decode("expires_at")
        revokedAt = try row.decode("revoked_at")
        lastUsedAt = try row.decode("last_used_at")
    }
}
