import Contracts

/// An audit log that takes every entry and keeps none.
struct SilentAudit: AuditLog {
    func record(_ entry: AuditEntry, on connection: any DatabaseConnection) async throws {}
    func entries(_ page: AuditPage, in registry: any Database) async throws -> [AuditRecord] { [] }
    func export(_ tenant: TenantID?, from registry: any Database, to write: @Sendable ([UInt8]) async throws -> Void) async throws {
    }
}
