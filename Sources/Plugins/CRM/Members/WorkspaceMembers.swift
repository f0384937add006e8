import Contracts
import FoundationEssentials

/// The table `workspaceMember`, whose rows records name as their authors.
struct WorkspaceMembers: WorkspaceMembership {
    /// Whoever was here before, by account or by address, is the same member again under the same id. A name that the workspace
    /// has for them stays, and so does the user id in a database that Twenty made, where it is the id of Twenty's own user.
    func admit(_ member: WorkspaceMember, on connection: any DatabaseConnection) async throws {
        let (first, last) = (Self.text(member.name.first), Self.text(member.name.last))
        let known = try await connection.query(
            """
            UPDATE "workspaceMember"
            SET "userId" = CASE WHEN to_regclass('tenant_manager."adoption"') IS NULL THEN \(member.accountID) ELSE "userId" END,
                "deletedAt" = NULL, "updatedAt" = now(),
                "nameFirstName" = COALESCE("nameFirstName", \(first)::text),
                "nameLastName" = COALESCE("nameLastName", \(last)::text)
            WHERE "id" = (
                SELECT "id" FROM "workspaceMember"
                WHERE "userId" = \(member.accountID) OR "userEmail" = \(member.email.description)
                ORDER BY "userId" = \(member.accountID) DESC, "createdAt" LIMIT 1
            )
            """)
        guard known.affectedRows == 0 else { return }
        _ = try await connection.query(
            """
            INSERT INTO "workspaceMember"
                ("userId", "userEmail", "nameFirstName", "nameLastName", "position", "createdBySource", "updatedBySource")
            VALUES (
                \(member.accountID), \(member.email.description), \(first)::text, \(last)::text,
                COALESCE((SELECT max("position") FROM "workspaceMember"), 0) + 1, 'SYSTEM', 'SYSTEM'
            )
            ON CONFLICT DO NOTHING
            """)
    }

    func dismiss(_ account: UUID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            UPDATE "workspaceMember" SET "deletedAt" = now(), "updatedAt" = now()
            WHERE "userId" = \(account) AND "deletedAt" IS NULL
            """)
    }

    /// Empty text is stored as NULL, as everywhere in a workspace.
    private static func text(_ text: String) -> SQLValue { text.isEmpty ? .null : .text(text) }
}
