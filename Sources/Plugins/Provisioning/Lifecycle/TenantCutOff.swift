import Contracts
import Logging

/// Sees to it that a tenant which is not active any more is served by nobody: the end of a suspension, and the start of a deletion.
struct TenantCutOff: Sendable {
    let dependencies: LifecycleDependencies

    /// To be called when the change is committed. It can be repeated.
    ///
    /// Sessions come last. By then each host has refused the tenant new ones or lost its lease, and one that stood still in the midst of
    /// a request finds that its statements reach nobody.
    ///
    /// - Throws: `ChangeFeedError.unconfirmed`, `CancellationError`.
    func complete(_ record: TenantRecord) async throws {
        dependencies.pools.fence(record.id)
        try await dependencies.changes.settle()
        do {
            try await dependencies.databases.endSessions(record.placement)
        } catch DatabaseError.connectFailed(let reason) {
            // A server that lets nobody in has no session for anybody.
            dependencies.logger.notice(
                "The server of a tenant that was cut off is away.", metadata: ["tenant": "\(record.id)", "reason": "\(reason)"])
        } catch let error as DatabaseError {
            dependencies.logger.error(
                "The sessions of a tenant that was cut off could not be ended.",
                metadata: ["tenant": "\(record.id)", "error": "\(error)"])
            throw ChangeFeedError.unconfirmed
        }
    }
}
