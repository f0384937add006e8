internal import Contracts

/// A tenant as operators see it, straight from the registry. It holds no credential.
struct TenantSummary: Sendable, Equatable {
    let id: TenantID
    let slug: String
    let name: String
    let plan: String
    let status: TenantStatus
    let suspensionReason: String?
    let awaitsApproval: Bool
    let server: String
    let database: String
    let schemaVersion: Int
    /// RFC 3339, UTC, as is the other time.
    let createdAt: String
    let statusChangedAt: String
    /// When a tenant that is being deleted will be erased; nil when that has begun, or is not to be.
    let erasureDueAt: String?
    /// The time of creation as PostgreSQL writes it, for the cursor.
    let position: String

    init(_ row: Row) throws {
        id = try row.decode("id")
        slug = try row.decode("slug")
        name = try row.decode("name")
        plan = try row.decode("plan")
        status = try row.decode("status")
        suspensionReason = try row.decode("suspension_reason")
        awaitsApproval = try row.decode("awaiting_approval")
        server = try row.decode("server")
        database = try row.decode("database_name")
        schemaVersion = try row.decode("schema_version")
        createdAt = try row.decode("created")
        statusChangedAt = try row.decode("changed")
        erasureDueAt = try row.decode("erasure_due")
        position = try row.decode("position")
    }

    var members: [JSONMember] {
        [
            JSONMember("id", .string(id.description)), JSONMember("slug", .string(slug)), JSONMember("name", .string(name)),
            JSONMember("plan", .string(plan)), JSONMember("status", .string(status.rawValue)),
            JSONMember("suspension_reason", .optional(suspensionReason)),
            JSONMember("awaiting_approval", .bool(awaitsApproval)), JSONMember("server", .string(server)),
            JSONMember("schema_version", .integer(schemaVersion)), JSONMember("created_at", .string(createdAt)),
            JSONMember("status_changed_at", .string(statusChangedAt)),
            JSONMember("erasure_due_at", .optional(erasureDueAt)),
        ]
    }
}
