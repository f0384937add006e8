import Contracts
import FoundationEssentials

/// The workspace's own roles, as the administration of members and keys asks for them.
struct AssignedRoles: WorkspaceRoles {
    func isAssignableToKeys(_ role: UUID, on connection: any DatabaseConnection) async throws -> Bool {
        let rows = try await connection.query(
            """
            SELECT FROM "role" WHERE "id" = \(role) AND "standardRole" IS NULL AND "canBeAssignedToApiKeys"
            """)
        return !rows.isEmpty
    }

    func leavesAdministration(to account: UUID, on connection: any DatabaseConnection) async throws -> Bool {
        let rows = try await connection.query(
            """
            SELECT FROM "roleTarget" AS target JOIN "role" AS role ON role."id" = target."roleId"
            WHERE target."userId" = \(account) AND NOT role."canUpdateAllSettings"
            """)
        return rows.isEmpty
    }
}
