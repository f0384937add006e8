import Contracts

/// The part of a move in which the tenant's requests wait: from the hold to the moment when both databases are known to be the same, and
/// nobody can write to the source any more.
struct HandOver: Sendable {
    /// The hold outlasts what is done under it by this, so that nobody is sent to a place that is about to be left.
    private static let margin: Duration = .seconds(2)

    let dependencies: LifecycleDependencies
    let settings: MoveSettings
    let tenant: TenantID
    let fence: SourceFence
    let twins: DatabaseTwins
    /// Tables that were found to be in use.
    let written: [MovedTable]

    /// Returns with the tenant held and its role shut out of the source. What it throws has the tenant held still, perhaps shut out as well.
    ///
    /// - Parameter began: told when the pause began, milliseconds since 1970 by the registry's clock.
    /// - Throws: `MoveError`, and what the servers say.
    func complete(_ began: @Sendable (Int64) async throws -> Void) async throws {
        try await within(settings.drainLimit, orElse: .notDrained) {
            try await began(try await hold())
            try await dependencies.changes.settle()
            try await fence.drain(hosts: try await hosts(), over: twins.source)
        }
        try await within(settings.pauseLimit - settings.drainLimit, orElse: .tooLarge) {
            try await fence.shutOut(over: twins.source)
            _ = try await twins.synchronise(written: written)
            try await twins.requireSameLayout()
            try await fence.requireNobody(over: twins.source)
        }
    }

    private func hold() async throws -> Int64 {
        try await dependencies.registry.transaction { connection in
            // Once the role is shut out nobody is served before the move goes on: those who wait had better do so until another host has
            // taken over from one that died.
            let duration = max(settings.pauseLimit, dependencies.jobs.takeoverTime) + Self.margin
            try await dependencies.tenants.hold(tenant, for: duration, on: connection)
            let now = try await RegistryTime.read(on: connection)
            try await dependencies.changes.publish(.tenant(tenant), on: connection)
            return now
        }
    }

    /// Those that may be serving, as the sessions of their pools name them.
    private func hosts() async throws -> Set<String> {
        let rows = try await dependencies.registry.query("SELECT id::text FROM host_instance")
        return Set(try rows.map { try $0.decode(at: 0) })
    }

    private func within(
        _ limit: Duration, orElse error: MoveError, _ body: @Sendable () async throws -> Void
    ) async throws {
        let due = ContinuousClock.now + limit
        let scope = RequestScope(
            deadline: RequestScope.current.map { min($0.deadline, due) } ?? due,
            phases: RequestScope.current?.phases ?? PhaseClock())
        do {
            try await RequestScope.$current.withValue(scope, operation: body)
        } catch DatabaseError.deadlineExceeded {
            throw error
        } catch ChangeFeedError.unconfirmed {
            throw error
        }
    }
}
