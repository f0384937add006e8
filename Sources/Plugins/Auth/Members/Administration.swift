internal import Contracts

/// Whether an administrator's own role in the workspace leaves them its administration. Without this, one who is narrowed would
/// let a second self in who is not: as a member, or as an API key.
struct Administration: Sendable {
    /// Nil when no plugin lets organizations make roles of their own.
    let roles: (any WorkspaceRoles)?

    /// - Returns: the calling user.
    /// - Throws: `AuthError.administrationClosed`, `CallerError.apiKeyNotAccepted`.
    func require(_ context: TenantRequestContext) async throws -> UserPrincipal {
        let user = try context.user
        guard let roles, user.role < .owner else { return user }
        let isLeft = try await context.database.withConnection {
            try await roles.leavesAdministration(to: user.accountID, on: $0)
        }
        guard isLeft else { throw AuthError.administrationClosed }
        return user
    }
}
