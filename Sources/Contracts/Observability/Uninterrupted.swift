/// Runs `body` to its end although the request that it belongs to was given up or is overdue, for at most `limit`.
///
/// A task of its own is the only way to be out of reach of the current one's cancellation; it is awaited, so nothing outlives the caller.
public func uninterrupted<Result: Sendable>(
    within limit: Duration, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    let scope = RequestScope(deadline: .now + limit, phases: PhaseClock())
    return try await Task { try await RequestScope.$current.withValue(scope, operation: body) }.value
}
