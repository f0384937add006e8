import Contracts
import FoundationEssentials

/// Writes a workspace's roles, and reads them as their administrators see them.
struct RoleStore: Sendable {
    let connection: any DatabaseConnection

    /// Every role as JSON, the standard ones first.
    func list() async throws -> [JSONValue] {
        let rows = try await connection.query(
            "SELECT \(Self.json) FROM \"role\" AS role ORDER BY role.\"standardRole\" IS NULL, role.\"label\", role.\"id\"")
        return try rows.map(Self.value)
    }

    func find(_ id: UUID) async throws -> JSONValue? {
        try await connection.query("SELECT \(Self.json) FROM \"role\" AS role WHERE role.\"id\" = \(id)").first.map(Self.value)
    }

    /// Locks a role that may be changed until the transaction ends.
    ///
    /// - Throws: `RoleError.notFound`, `.notEditable`.
    func lock(_ id: UUID) async throws {
        let rows = try await connection.query("SELECT \"isEditable\" FROM \"role\" WHERE \"id\" = \(id) FOR UPDATE")
        guard let row = rows.first else { throw RoleError.notFound }
        guard try row.decode(at: 0) else { throw RoleError.notEditable }
    }

    func add(_ id: UUID, _ input: RoleInput) async throws {
        var statement = SQLBuilder()
        statement.append("INSERT INTO \"role\" (\"id\"")
        for column in input.columns { statement.append(", \(identifier: column.column)") }
        statement.append(") VALUES (\(id)")
        for column in input.columns { statement.append(", \(column.bound)") }
        statement.append(")")
        _ = try await connection.query(statement.sql)
    }

    func change(_ id: UUID, _ input: RoleInput) async throws {
        var statement = SQLBuilder()
        statement.append("UPDATE \"role\" SET \"updatedAt\" = now()")
        for column in input.columns { statement.append(", \(identifier: column.column) = \(column.bound)") }
        statement.append(" WHERE \"id\" = \(id)")
        _ = try await connection.query(statement.sql)
    }

    /// - Throws: what PostgreSQL says when members have the role.
    func remove(_ id: UUID) async throws { _ = try await connection.query("DELETE FROM \"role\" WHERE \"id\" = \(id)") }

    /// Puts `permissions` in the place of all that the role has said of objects.
    func setObjects(_ permissions: [ObjectPermissionInput], of role: UUID) async throws {
        _ = try await connection.query("DELETE FROM \"objectPermission\" WHERE \"roleId\" = \(role)")
        for permission in permissions {
            _ = try await connection.query(
                """
                INSERT INTO "objectPermission" ("roleId", "objectMetadataId", "canReadObjectRecords", "canUpdateObjectRecords",
                    "canSoftDeleteObjectRecords", "canDestroyObjectRecords")
                VALUES (\(role), \(permission.object), \(permission.read), \(permission.update), \(permission.softDelete),
                    \(permission.destroy))
                """)
        }
    }

    /// Puts `permissions` in the place of all that the role has said of fields.
    func setFields(_ permissions: [FieldPermissionInput], of role: UUID) async throws {
        _ = try await connection.query("DELETE FROM \"fieldPermission\" WHERE \"roleId\" = \(role)")
        for permission in permissions {
            let (read, update): (Bool?, Bool?) = (permission.isHidden ? false : nil, permission.isReadOnly ? false : nil)
            _ = try await connection.query(
                """
                INSERT INTO "fieldPermission" ("roleId", "objectMetadataId", "fieldMetadataId", "canReadFieldValue",
                    "canUpdateFieldValue")
                VALUES (\(role), \(permission.object), \(permission.field), \(read), \(update))
                """)
        }
    }

    /// Gives the role to a member in the place of the one they had.
    ///
    /// - Throws: `RoleError.unknownMember`, `.notAssignable`.
    func assign(_ role: UUID, to account: UUID) async throws {
        let members = try await connection.query(
            "SELECT FROM \"workspaceMember\" WHERE \"userId\" = \(account) AND \"deletedAt\" IS NULL")
        guard !members.isEmpty else { throw RoleError.unknownMember }
        let assigned = try await connection.query(
            """
            INSERT INTO "roleTarget" ("roleId", "userId")
            SELECT "id", \(account)::uuid FROM "role" WHERE "id" = \(role) AND "canBeAssignedToUsers"
            ON CONFLICT ("userId") DO UPDATE SET "roleId" = EXCLUDED."roleId", "updatedAt" = now()
            """)
        guard assigned.affectedRows == 1 else { throw RoleError.notAssignable }
    }

    /// - Throws: `RoleError.unknownMember` when the account does not have the role.
    func unassign(_ role: UUID, from account: UUID) async throws {
        let rows = try await connection.query(
            "DELETE FROM \"roleTarget\" WHERE \"roleId\" = \(role) AND \"userId\" = \(account)")
        guard rows.affectedRows == 1 else { throw RoleError.unknownMember }
    }

    private static func value(_ row: Row) throws -> JSONValue {
        try JSONParser.parse(Array(row.decode(at: 0, as: String.self).utf8))
    }
}

extension RoleStore {
    /// A role with all that hangs on it, in the product's own spelling.
    private static let json: SQL = """
        json_build_object(
            'id', role."id", 'label', role."label", 'description', role."description", 'icon', role."icon",
            'standard_role', role."standardRole", 'is_editable', role."isEditable",
            'can_update_all_settings', role."canUpdateAllSettings", 'can_access_all_tools', role."canAccessAllTools",
            'can_read_all_object_records', role."canReadAllObjectRecords",
            'can_update_all_object_records', role."canUpdateAllObjectRecords",
            'can_soft_delete_all_object_records', role."canSoftDeleteAllObjectRecords",
            'can_destroy_all_object_records', role."canDestroyAllObjectRecords",
            'can_be_assigned_to_members', role."canBeAssignedToUsers",
            'can_be_assigned_to_api_keys', role."canBeAssignedToApiKeys",
            'object_permissions', COALESCE((
                SELECT json_agg(json_build_object(
                    'object', object."namePlural", 'can_read', permission."canReadObjectRecords",
                    'can_update', permission."canUpdateObjectRecords", 'can_soft_delete', permission."canSoftDeleteObjectRecords",
                    'can_destroy', permission."canDestroyObjectRecords") ORDER BY object."namePlural")
                FROM "objectPermission" AS permission
                JOIN "objectMetadata" AS object ON object."id" = permission."objectMetadataId"
                WHERE permission."roleId" = role."id"), '[]'),
            'field_permissions', COALESCE((
                SELECT json_agg(json_build_object(
                    'object', object."namePlural", 'field', field."name", 'can_read', permission."canReadFieldValue",
                    'can_update', permission."canUpdateFieldValue") ORDER BY object."namePlural", field."name")
                FROM "fieldPermission" AS permission
                JOIN "objectMetadata" AS object ON object."id" = permission."objectMetadataId"
                JOIN "fieldMetadata" AS field ON field."id" = permission."fieldMetadataId"
                WHERE permission."roleId" = role."id"), '[]'),
            'members', COALESCE((
                SELECT json_agg(target."userId" ORDER BY target."userId") FROM "roleTarget" AS target
                WHERE target."roleId" = role."id"), '[]'))
        """
}

extension ColumnValue {
    /// The value of a column that is written with a bound one.
    fileprivate var bound: SQLValue { if case .bound(let value) = value { value } else { .null } }
}
