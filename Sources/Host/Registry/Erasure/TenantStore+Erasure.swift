public import Contracts

extension TenantStore {
    public func erase(_ tenant: TenantID, on connection: any DatabaseConnection) async throws -> ErasedRecord {
        let request = try await connection.query(
            """
            SELECT requested_by, to_char(requested_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS requested_at
            FROM pending_erasure WHERE tenant = \(tenant)
            """
        ).first
        // Before the tenant's row, as jobs take both in this order.
        try await JobStore.forget(tenant, on: connection)
        let gone = try await connection.query("DELETE FROM tenant WHERE id = \(tenant) AND status = 'deleting'")
        guard gone.affectedRows == 1 else { throw LifecycleError.unknownTenant }
        // Who writes to the log of this tenant just now is waited for: what they write is to be emptied, too.
        _ = try await connection.query("SELECT FROM audit_chain WHERE chain = \(tenant) FOR UPDATE")
        // What was done and when stays on record; names, reasons and addresses do not.
        let emptied = try await connection.query(
            """
            UPDATE audit_log SET details = NULL, salt = NULL, actor = audit_lasting_actor(actor)
            WHERE tenant_id = \(tenant) AND salt IS NOT NULL
            """)
        return ErasedRecord(
            requestedBy: try request?.decode("requested_by"), requestedAt: try request?.decode("requested_at"),
            emptiedEntries: emptied.affectedRows)
    }

    public func receipt(of tenant: TenantID, on connection: any DatabaseConnection) async throws -> ErasureReceipt? {
        try await connection.query("SELECT \(LedgerEntry.columns) FROM erasure_ledger WHERE tenant_id = \(tenant)").first
            .map { try LedgerEntry(row: $0).receipt }
    }

    public func issueReceipt(_ report: ErasureReport, on connection: any DatabaseConnection) async throws -> ErasureReceipt {
        // Receipts are written one after the other, so that each knows the one before it.
        _ = try await connection.query("SELECT pg_advisory_xact_lock(\(AdvisoryLock.erasureLedger))")
        let place = try await ErasurePlace.next(after: report.tenant, on: connection, cryptography)
        let signer = try cryptography.signer(for: ErasureReceiptDocument.purpose)
        let document = ErasureReceiptDocument(report, at: place, signedBy: signer, cryptography).text
        let signature = try signer.sign(Array(document.utf8))
        _ = try await connection.query(
            """
            INSERT INTO erasure_ledger (receipt_id, tenant_id, erased_accounts, completed_at, sequence, document, signature)
            VALUES (\(report.receiptID), \(report.tenant), \(report.erasedAccounts), \(place.completedAt)::timestamptz,
                \(place.sequence), \(document), \(signature))
            """)
        return ErasureReceipt(
            receiptID: report.receiptID, tenant: report.tenant, erasedAccounts: report.erasedAccounts,
            completedAt: place.completedAt, document: document, signature: signature)
    }
}
