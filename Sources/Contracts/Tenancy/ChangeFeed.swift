public import FoundationEssentials

/// Something in the registry that hosts hold in memory and must let go of.
public enum RegistryChange: Sendable, Hashable {
    /// Status, plan, name or placement of the tenant changed, or it is gone.
    case tenant(TenantID)
    /// The account's memberships or the account itself changed.
    case account(UUID)
    /// The session was revoked.
    case session(UUID)
    /// An operator key was made or revoked.
    case operatorKey(UUID)
    /// A tenant's API key was changed or revoked.
    case apiKey(UUID)
}

/// Tells every host of changes in the registry: at once by `NOTIFY`, and by polling within half a second when that is cut.
public protocol ChangeFeed: Sendable {
    /// Writes `change` within the transaction on `connection`, so that hosts hear of it if and only if it commits.
    func publish(_ change: RegistryChange, on connection: any DatabaseConnection) async throws

    /// Calls `handler` for every change, this host's own included. `nil` means that changes may have been missed: let go of everything.
    func subscribe(_ handler: @escaping @Sendable (RegistryChange?) -> Void)

    /// Returns when this host has applied all that was published before the call.
    func catchUp() async throws
}
