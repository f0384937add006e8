internal import Contracts
internal import FoundationEssentials

/// A session that is open, with the role that its account has just now.
struct OpenSession: Sendable, Equatable {
    let principal: UserPrincipal
    /// How long the session lasts unless it is refreshed.
    let timeLeft: Duration

    init(id: UUID, row: Row) throws {
        principal = UserPrincipal(
            accountID: try row.decode("account"), email: try row.decode("email"), tenantID: try row.decode("tenant"),
            role: try row.decode("role"), sessionID: id)
        timeLeft = .seconds(try row.decode("seconds_left", as: Int64.self))
    }
}

/// A session that was just ended.
struct EndedSession: Sendable, Equatable {
    let id: UUID
    let account: UUID
    let tenant: TenantID
}

/// Why a session was ended before its time.
enum RevocationReason: String, Sendable {
    case logout
    case refreshTokenReused = "refresh_token_reused"
}
