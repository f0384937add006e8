public import FoundationEssentials

/// The roles that a tenant makes for itself, in its own database. The CRM plugin lends it.
public protocol WorkspaceRoles: Sendable {
    /// Whether there is such a role, and it may be given to API keys.
    func isAssignableToKeys(_ role: UUID, on connection: any DatabaseConnection) async throws -> Bool

    /// Whether the account's own role, if it has one, leaves it the administration of the workspace.
    func leavesAdministration(to account: UUID, on connection: any DatabaseConnection) async throws -> Bool
}
