public import Contracts
public import HTTPTypes

/// What is reported of one finished request: everything that logs and metrics may show, and nothing that a client sent in
/// header, query or body.
public struct Observation: Sendable {
    public let requestID: String
    /// Nil when the request could not be read so far.
    public let method: HTTPRequest.Method?
    /// Nil when the path led to none.
    public let route: RoutedRoute?
    public let status: HTTPResponse.Status
    /// From the front's taking of the request until its answer was ready.
    public let duration: Duration
    public let phases: PhaseClock
    /// The length of the answer's body.
    public let bytes: Int
    public let remoteAddress: String
    public let tenant: TenantID?
    /// The name of the operator key that was used.
    public let operatorKey: String?
    /// The code of the problem that was answered.
    public let code: ErrorCode?
    /// The limit of the tenant's that stood in the way.
    public let limit: TenantLimit?
    public let trace: TraceParent?
}

/// Somebody who is told of every finished request, on the thread that served it.
public protocol RequestObserver: Sendable {
    func finished(_ observation: Observation)
}
