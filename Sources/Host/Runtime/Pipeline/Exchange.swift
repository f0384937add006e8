internal import Contracts
internal import HTTPTypes

/// What has become known of a request on its way through the pipeline.
struct Exchange: Sendable {
    let startedAt: ContinuousClock.Instant
    var deadline: ContinuousClock.Instant
    let phases = PhaseClock()
    let trace: TraceParent?
    var route: RoutedRoute?
    var errorShape: any ErrorShape = ProblemDetails()
    var tenant: TenantID?
    var operatorKey: String?
    var code: ErrorCode?
    var limit: TenantLimit?
    /// Whether the answer rests on what the host knows of a tenant or an operator, and may leave only under the host's lease.
    var needsLease: Bool { tenant != nil || operatorKey != nil }
    /// The length of the answer that was streamed.
    var streamedBytes = 0

    init(_ request: Request, limit: Duration, now: ContinuousClock.Instant) {
        startedAt = now
        deadline = request.receivedAt + limit
        trace = request.fields[.traceparent].flatMap(TraceParent.init)
        phases.add(request.receivedAt.duration(to: now), to: .queue)
    }
}
