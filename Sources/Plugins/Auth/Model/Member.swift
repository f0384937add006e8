internal import Contracts
internal import FoundationEssentials

/// One member of an organization as its administrators see it.
struct Member: Sendable, Equatable {
    let account: UUID
    let email: String
    let role: TenantRole
    /// RFC 3339, UTC.
    let joinedAt: String

    var json: JSONValue {
        [
            "account_id": .string(account.canonical), "email": .string(email), "role": .string(role.rawValue),
            "joined_at": .string(joinedAt),
        ]
    }
}
