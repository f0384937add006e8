import Contracts

@testable import HostRegistry

extension LifecycleStack {
    /// Runs the jobs that are there to be claimed.
    func workOffJobs() async throws {
        for claim in try await jobs.claim(10) { await jobs.carryOut(claim) }
    }

    /// Brings the tenant back to where a version without jobs left it, and gives it the job that the migration gives.
    func leave(_ tenant: TenantID, in status: TenantStatus) async throws {
        let isDeletion = status == .deleting
        _ = try await registry.query("UPDATE tenant SET status = \(status.rawValue) WHERE id = \(tenant)")
        _ = try await registry.query(
            """
            INSERT INTO job (id, kind, tenant_id, state, steps_done)
            VALUES (gen_random_uuid(), \(isDeletion ? "tenant.delete" : "tenant.create"), \(tenant),
                \(isDeletion ? "queued" : "undoing"), \(isDeletion ? 1 : 2))
            """)
    }
}
