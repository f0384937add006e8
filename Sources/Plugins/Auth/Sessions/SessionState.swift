internal import Contracts

/// What the registry says of a session that an access token names.
enum SessionState: Sendable, Equatable {
    /// It is open; the principal bears the role that the account has now.
    case open(UserPrincipal)
    /// It was revoked, it expired, or its membership is gone.
    case ended
}
