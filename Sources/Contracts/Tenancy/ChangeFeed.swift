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
    /// A server of tenants' databases was added, changed or removed.
    case databaseServer(UUID)
}

/// Tells every host of changes in the registry: at once by `NOTIFY`, and by polling within half a second when that is cut.
public protocol ChangeFeed: Sendable {
    /// Writes `change` within the transaction on `connection`, so that hosts hear of it if and only if it commits.
    func publish(_ change: RegistryChange, on connection: any DatabaseConnection) async throws

    /// Calls `handler` for every change, this host's own included. `nil` means that changes may have been missed: let go of everything.
    func subscribe(_ handler: @escaping @Sendable (RegistryChange?) -> Void)

    /// Returns when this host has applied all that was published before the call.
    func catchUp() async throws

    /// Returns when no host serves anybody any more by what it knew before: each has applied all that was published before the call,
    /// or its lease has run out. Whatever takes something away from somebody ends with this, outside of its transaction.
    ///
    /// It waits until the request's deadline; the usual case takes a few round trips to the registry.
    ///
    /// - Throws: `ChangeFeedError.unconfirmed` when the deadline comes first, `CancellationError` when the caller gives up. The
    ///   change stands all the same, and hosts go on to apply it.
    func settle() async throws
}

/// Why a change that was made is not known to hold everywhere.
public enum ChangeFeedError: Error, Equatable, Sendable {
    /// It is committed and stays so. Some host had neither applied it nor lost its lease when the time was up.
    case unconfirmed
}

extension ChangeFeedError: HTTPRepresentable {
    public var problem: Problem {
        Problem(
            .changeUnconfirmed, "The change was made and stays, but not every host has confirmed it yet.", retryAfterSeconds: 5)
    }
}
