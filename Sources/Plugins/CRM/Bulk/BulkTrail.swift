import Contracts
import FoundationEssentials

/// Enters imports and exports in the audit log, before they begin: what cannot be entered is not done.
struct BulkTrail: Sendable {
    let registry: any Database
    let audit: any AuditLog

    func note(importOf object: ObjectDescription, _ options: ImportOptions, by caller: TenantPrincipal) async throws {
        let details: [JSONMember] = [
            JSONMember("object", .string(object.plural)), JSONMember("import", .string(options.id.canonical)),
            JSONMember("dry_run", .bool(options.isDryRun)),
        ]
        try await note("records.import_started", details, by: caller)
    }

    func note(exportOf object: ObjectDescription, _ format: BulkFormat, by caller: TenantPrincipal) async throws {
        let details = [JSONMember("object", .string(object.plural)), JSONMember("format", .string(format.rawValue))]
        try await note("records.export_started", details, by: caller)
    }

    private func note(_ action: String, _ details: [JSONMember], by caller: TenantPrincipal) async throws {
        let entry = AuditEntry(actor: caller.actor, action: action, tenant: caller.tenantID, details: JSONObject(details))
        try await registry.transaction { try await audit.record(entry, on: $0) }
    }
}
