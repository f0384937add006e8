import Contracts
import FoundationEssentials

/// The end of a deletion, when database and role are gone: shows that nothing is left elsewhere, erases the registry's rows, shows that
/// nothing is left of these, and writes the receipt. All of the registry's part is the caller's one transaction.
struct TenantErasure: Sendable {
    let dependencies: LifecycleDependencies

    private var scan: ResidueScan {
        ResidueScan(
            server: ServerResidue(databases: dependencies.databases),
            host: HostResidue(pools: dependencies.pools, directory: dependencies.directory, changes: dependencies.changes),
            archives: ArchiveResidue(archives: dependencies.archives),
            logger: dependencies.logger)
    }

    /// Looks at the server and at this host, once database and role are removed.
    ///
    /// - Throws: `LifecycleError.deletionIncomplete`, or what kept it from looking.
    func requireNothingOutside(of record: TenantRecord) async throws {
        try await scan.requireNothing(of: ErasureSubject(tenant: record.id, placement: record.placement))
    }

    /// - Parameter actor: who finishes it, if it is not known who asked for it.
    /// - Throws: `LifecycleError.unknownTenant`, `.deletionIncomplete`; the caller's transaction is to be undone then.
    func erase(
        _ record: TenantRecord, actor: String, on connection: any DatabaseConnection
    ) async throws -> ErasureReceipt {
        let subject = ErasureSubject(tenant: record.id, placement: record.placement)
        let registry = try await RegistryResidue(on: connection)
        var counts = try await registry.census(of: subject, on: connection)
        var erased = subject
        erased.accounts = try await dependencies.identity.eraseMemberships(of: subject.tenant, on: connection)
        let row = try await dependencies.tenants.erase(subject.tenant, on: connection)
        try await scan.requireNothing(of: erased, in: registry, on: connection)
        // Both were shown to be gone before this began.
        counts.merge(["account": erased.accounts.count, "audit_details": row.emptiedEntries, "database": 1, "role": 1]) { $1 }
        let receiptID = UUID()
        let details = JSONObject([JSONMember("receipt", .string(receiptID.canonical))])
        try await dependencies.audit.record(
            AuditEntry(actor: actor, action: "tenant.deleted", tenant: subject.tenant, details: details), on: connection)
        let report = ErasureReport(
            receiptID: receiptID, tenant: subject.tenant, requestedBy: row.requestedBy ?? actor, requestedAt: row.requestedAt,
            erased: counts, erasedAccounts: erased.accounts.count)
        return try await dependencies.tenants.issueReceipt(report, on: connection)
    }
}
