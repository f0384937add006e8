import Contracts

/// The registry's tenants as lines for a terminal.
struct TenantListing {
    let registry: any Database

    func lines() async throws -> [String] {
        let rows = try await registry.query("SELECT id, slug, plan, status, name FROM tenant ORDER BY created_at, id")
        return try rows.map { row in
            let columns: [String] = [
                try row.decode("id"), try row.decode("slug"), try row.decode("plan"), try row.decode("status"),
                try row.decode("name"),
            ]
            return columns.joined(separator: "\t")
        }
    }
}
