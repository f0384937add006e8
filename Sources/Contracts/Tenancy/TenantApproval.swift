/// Decides on organizations that signed up where that takes an operator's approval. The provisioning plugin lends it.
public protocol TenantApproval: Sendable {
    /// Makes the organization. Should that fail, it waits for approval as before.
    ///
    /// - Throws: `LifecycleError.unknownTenant`, `.notAwaitingApproval`, and what a creation throws.
    func approve(_ tenant: TenantID, actor: String) async throws

    /// Forgets the sign-up: slug and e-mail address are free again.
    ///
    /// - Throws: `LifecycleError.unknownTenant`, `.notAwaitingApproval`.
    func reject(_ tenant: TenantID, actor: String) async throws
}
