public import Contracts

/// The audit log in the registry.
public struct RegistryAuditLog: AuditLog {
    public init() {}

    public func record(_ entry: AuditEntry, on connection: any DatabaseConnection) async throws {
        let details = String(decoding: JSONWriter.encode(.object(entry.details)), as: UTF8.self)
        _ = try await connection.query(
            """
            INSERT INTO audit_log (actor, action, tenant_id, details)
            VALUES (\(entry.actor), \(entry.action), \(entry.tenant.sqlValue), \(details)::jsonb)
            """)
    }
}
