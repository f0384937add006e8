import Contracts

/// A tenant's database that is due to be measured, and what is known of it.
struct MeasuredDatabase: Sendable {
    let tenant: TenantID
    let server: String
    let name: String
    let limits: TenantLimits
    /// What was measured last.
    let bytes: Int?
}
