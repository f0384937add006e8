internal import Contracts

/// Why a sign-in, a refresh or a change of members was refused.
enum AuthError: Error, Equatable {
    /// No such account, a wrong password, or no membership in the named organization: deliberately one case.
    case invalidCredentials
    case tooManyAttempts(retryAfter: Duration)
    /// The account belongs to several organizations and none was named.
    case organizationRequired([OrganizationChoice])
    case tenantSuspended
    case tenantNotActive
    case tokenInvalid
    case sessionRevoked
    /// Revoked, or never made.
    case apiKeyRevoked
    case refreshTokenInvalid
    case refreshTokenReused
    case apiKeyNotFound
    case tooManyAPIKeys
    case authenticationRequired
    case memberNotFound
    case memberExists
    case lastOwner
    case roleTooLow
    /// The actor's own role in the workspace leaves them no administration.
    case administrationClosed
}

extension AuthError: HTTPRepresentable {
    var problem: Problem {
        switch self {
        case .invalidCredentials: Problem(.invalidCredentials, "The e-mail address, the password or the organization is not right.")
        case .tooManyAttempts(let retryAfter):
            Problem(.tooManyAttempts, "Too many failed sign-ins. Try again later.", retryAfterSeconds: retryAfter.secondsUp)
        case .organizationRequired(let choices):
            Problem(
                .organizationRequired, "The account belongs to several organizations: name one as 'organization'.",
                extensions: [JSONMember("organizations", .array(choices.map(\.json)))])
        case .tenantSuspended: Problem(.tenantSuspended, "The organization is suspended.")
        case .tenantNotActive: Problem(.tenantNotActive, "The organization is not being served.")
        case .tokenInvalid: Problem(.tokenInvalid, "The access token is not valid.")
        case .sessionRevoked: Problem(.sessionRevoked, "The session has ended. Sign in again.")
        case .apiKeyRevoked: Problem(.apiKeyRevoked, "The API key has been revoked.")
        case .refreshTokenInvalid: Problem(.refreshTokenInvalid, "The refresh token is not valid or has expired.")
        case .refreshTokenReused:
            Problem(.refreshTokenReused, "The refresh token was used before; its session has been ended. Sign in again.")
        case .apiKeyNotFound: Problem(.apiKeyNotFound, "The organization has no such API key.")
        case .tooManyAPIKeys:
            Problem(.tooManyAPIKeys, "The organization has as many API keys as it may. Revoke one first.")
        case .authenticationRequired:
            Problem(.authenticationRequired, "Send the access token or the refresh token of the session to end.")
        case .memberNotFound: Problem(.memberNotFound, "The organization has no such member.")
        case .memberExists: Problem(.memberExists, "The account is a member of the organization already.")
        case .lastOwner: Problem(.lastOwner, "The organization must keep an owner.")
        case .roleTooLow, .administrationClosed:
            Problem(.insufficientRole, "Your role in the organization does not allow this change.")
        }
    }
}
