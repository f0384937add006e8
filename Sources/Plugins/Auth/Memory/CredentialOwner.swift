internal import Contracts
internal import FoundationEssentials

/// Whose a credential is.
struct CredentialOwner: Sendable, Equatable {
    /// Nil when it is the organization's own.
    let account: UUID?
    let tenant: TenantID
}
