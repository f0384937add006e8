import Contracts
import FoundationEssentials

/// Reads a workspace's own roles.
struct RoleReader: Sendable {
    let database: any Database

    /// In one round trip. The standard roles are the registry's and no part of it.
    func book() async throws -> RoleBook {
        let results = try await database.pipeline([
            """
            SELECT "id", "canUpdateAllSettings", "canReadAllObjectRecords", "canUpdateAllObjectRecords",
                "canSoftDeleteAllObjectRecords", "canDestroyAllObjectRecords", "canAccessAllTools"
            FROM "role" WHERE "standardRole" IS NULL
            """,
            """
            SELECT "roleId", "objectMetadataId", "canReadObjectRecords", "canUpdateObjectRecords", "canSoftDeleteObjectRecords",
                "canDestroyObjectRecords"
            FROM "objectPermission"
            """,
            """
            SELECT "roleId", "objectMetadataId", "fieldMetadataId", "canReadFieldValue", "canUpdateFieldValue"
            FROM "fieldPermission"
            """,
            "SELECT \"userId\", \"roleId\" FROM \"roleTarget\"",
        ])
        guard results.count == 4 else { throw DatabaseError.decoding(column: "id") }
        let members: [(UUID, UUID)] = try results[3].map { (try $0.decode(at: 0), try $0.decode(at: 1)) }
        return RoleBook(
            roles: try Self.compile(results[0], objects: results[1], fields: results[2]),
            members: Dictionary(members, uniquingKeysWith: { first, _ in first }))
    }

    private static func compile(_ roles: RowSet, objects: RowSet, fields: RowSet) throws -> [UUID: CustomRole] {
        let objects = Dictionary(grouping: try objects.map(ObjectRow.init), by: \.role)
        let fields = Dictionary(grouping: try fields.map(FieldRow.init), by: \.role)
        let compiled: [(UUID, CustomRole)] = try roles.map { row in
            let id: UUID = try row.decode(at: 0)
            let rights = CustomRole.Rights(
                read: try row.decode(at: 2), update: try row.decode(at: 3), softDelete: try row.decode(at: 4),
                destroy: try row.decode(at: 5))
            let role = CustomRole(
                rights: rights,
                rightsByObject: Dictionary(
                    (objects[id] ?? []).map { ($0.object, $0.rights(over: rights)) }, uniquingKeysWith: { first, _ in first }),
                closedFields: closedFields(fields[id] ?? []), canUpdateSettings: try row.decode(at: 1),
                canUseTools: try row.decode(at: 6))
            return (id, role)
        }
        return Dictionary(compiled, uniquingKeysWith: { first, _ in first })
    }

    private static func closedFields(_ rows: [FieldRow]) -> [UUID: CustomRole.ClosedFields] {
        var closed: [UUID: CustomRole.ClosedFields] = [:]
        for row in rows {
            if row.isHidden { closed[row.object, default: .init()].hidden.insert(row.field) }
            if row.isReadOnly { closed[row.object, default: .init()].readOnly.insert(row.field) }
        }
        return closed
    }

    private struct ObjectRow {
        let role: UUID
        let object: UUID
        private let rights: (read: Bool?, update: Bool?, softDelete: Bool?, destroy: Bool?)

        init(_ row: Row) throws {
            role = try row.decode(at: 0)
            object = try row.decode(at: 1)
            rights = (try row.decode(at: 2), try row.decode(at: 3), try row.decode(at: 4), try row.decode(at: 5))
        }

        func rights(over standard: CustomRole.Rights) -> CustomRole.Rights {
            CustomRole.Rights(
                read: rights.read ?? standard.read, update: rights.update ?? standard.update,
                softDelete: rights.softDelete ?? standard.softDelete, destroy: rights.destroy ?? standard.destroy)
        }
    }

    private struct FieldRow {
        let role: UUID
        let object: UUID
        let field: UUID
        let isHidden: Bool
        let isReadOnly: Bool

        init(_ row: Row) throws {
            role = try row.decode(at: 0)
            object = try row.decode(at: 1)
            field = try row.decode(at: 2)
            isHidden = try row.decode(at: 3, as: Bool?.self) == false
            isReadOnly = try row.decode(at: 4, as: Bool?.self) == false
        }
    }
}
