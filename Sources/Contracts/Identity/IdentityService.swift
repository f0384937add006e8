public import FoundationEssentials

/// Accounts and sessions, as the lifecycle of tenants needs them. The auth plugin lends it.
public protocol IdentityService: Sendable {
    /// Hashes a new password in the blocking lane.
    func hash(_ password: Secret) async throws -> String

    /// Makes an account and its membership as owner, within the caller's registry transaction. Nobody signs in to it before
    /// `setPassword`.
    ///
    /// - Throws: `IdentityError.emailTaken`.
    func createOwner(
        email: EmailAddress, of tenant: TenantID, on connection: any DatabaseConnection
    ) async throws -> UUID

    /// Makes the account of that address an owner of the tenant, within the caller's registry transaction. One that exists keeps its
    /// password; another is made with `passwordHash`.
    ///
    /// - Returns: nil when there is no such account and no hash to make one with.
    func adoptOwner(
        email: EmailAddress, passwordHash: String?, of tenant: TenantID, on connection: any DatabaseConnection
    ) async throws -> UUID?

    /// Gives an account the password that `hash` was made of, within the caller's registry transaction.
    func setPassword(hash: String, of account: UUID, on connection: any DatabaseConnection) async throws

    /// Whether the account has a password: one that `createOwner` made has none before `setPassword`.
    func hasPassword(_ account: UUID, on connection: any DatabaseConnection) async throws -> Bool

    /// Who belongs to the tenant, the earliest first.
    func members(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> [TenantMember]

    /// Opens a session for a member of an active tenant.
    func openSession(account: UUID, tenant: TenantID) async throws -> SessionTokens

    /// Opens a session for whoever proves the password, without counting failures: for a caller who has shown by other means that
    /// they do not guess.
    ///
    /// - Throws: as a log-in does.
    func openSession(email: EmailAddress, password: Secret, tenant: TenantID) async throws -> SessionTokens

    /// Removes the tenant's memberships and sessions, and the accounts that belong to no other tenant, within the caller's
    /// registry transaction.
    ///
    /// - Returns: the accounts that were erased.
    func eraseMemberships(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> [ErasedAccount]
}

/// A membership, as an archive keeps it.
public struct TenantMember: Sendable, Equatable {
    public let account: UUID
    public let email: String
    public let role: TenantRole
    /// RFC 3339, UTC.
    public let joinedAt: String

    public init(account: UUID, email: String, role: TenantRole, joinedAt: String) {
        self.account = account
        self.email = email
        self.role = role
        self.joinedAt = joinedAt
    }
}

/// An account that is no more, as far as it takes to look for what is left of it.
public struct ErasedAccount: Sendable, Equatable {
    public let id: UUID
    public let email: String

    public init(id: UUID, email: String) {
        self.id = id
        self.email = email
    }
}

/// What a client gets when a session opens or is refreshed.
public struct SessionTokens: Sendable {
    public let accessToken: String
    /// Seconds until the access token expires.
    public let expiresIn: Int
    public let refreshToken: String
    public let principal: UserPrincipal

    public init(accessToken: String, expiresIn: Int, refreshToken: String, principal: UserPrincipal) {
        self.accessToken = accessToken
        self.expiresIn = expiresIn
        self.refreshToken = refreshToken
        self.principal = principal
    }
}

public enum IdentityError: Error, Equatable, Sendable {
    case emailTaken
}

extension IdentityError: HTTPRepresentable {
    public var problem: Problem { Problem(.emailTaken, "An account with this e-mail address exists already.") }
}
