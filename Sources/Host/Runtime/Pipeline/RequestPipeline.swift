public import Contracts
internal import HTTPTypes
public import Logging

/// The one way of a request through the host: route, access, admission, handler, and the one exit that answers and reports it.
public final class RequestPipeline: Sendable {
    public struct Settings: Sendable {
        /// Largest body in bytes of a route that sets no limit of its own.
        public var maxBodyBytes: Int
        /// The time within which a request is answered, counted from the front's taking of it.
        public var requestDeadline: Duration
        /// The same for a route that streams.
        public var streamDeadline: Duration
        /// The domain under which `<slug>.<base domain>` names a tenant; nil turns host names off.
        public var baseDomain: String?

        public init(
            maxBodyBytes: Int, requestDeadline: Duration, streamDeadline: Duration, baseDomain: String? = nil
        ) {
            self.maxBodyBytes = maxBodyBytes
            self.requestDeadline = requestDeadline
            self.streamDeadline = streamDeadline
            self.baseDomain = baseDomain
        }
    }

    public let settings: Settings
    let services: PluginServices
    let tenants: TenantResolution
    let databases: @Sendable (Tenant) -> any Database
    let admission: Admission
    let logger: Logger
    let router: Router
    private let state: ServiceState
    private let observers: [any RequestObserver]

    /// - Parameter databases: the pooled database of a tenant; it is asked for once a request and connects only when used.
    public init(
        router: Router, services: PluginServices, directory: any TenantDirectory,
        databases: @escaping @Sendable (Tenant) -> any Database, settings: Settings, state: ServiceState, logger: Logger,
        admission: Admission = Admission(), observers: [any RequestObserver] = []
    ) {
        self.router = router
        self.services = services
        self.tenants = TenantResolution(directory: directory, hostNames: HostNames(baseDomain: settings.baseDomain))
        self.databases = databases
        self.settings = settings
        self.state = state
        self.logger = logger
        self.admission = admission
        self.observers = observers
    }

    /// Answers one request. It never fails: every error becomes a response here. HEAD is answered as GET is; the front leaves
    /// the body out.
    ///
    /// - Parameter output: what a streamed answer is sent through. The response then tells how it went, and is not to be sent again
    ///   once `output` has begun; without it a stream is not run.
    public func respond(to request: Request, through output: (any ResponseOutput)? = nil) async -> Response {
        // Load balancers ask this many times a second, of a host that may have nothing else left: it costs next to nothing.
        if request.path == HostRoutes.healthPath, request.method == .get { return HostRoutes.alive }
        var exchange = Exchange(request, limit: settings.requestDeadline, now: .now)
        var response: Response
        do {
            response = try await handle(request, output, &exchange)
            try checkLease(exchange)
        } catch {
            response = refuse(request, reason(for: error, exchange), &exchange)
        }
        finish(&response, request, exchange)
        return response
    }

    /// The answer to a request that the front could not even take apart or hold: it never reaches a route.
    public func reject(_ problem: Problem, requestID: String) -> Response {
        let error = RejectedRequest(problem: problem)
        var response = ErrorMapping.response(to: error, problem, shape: ProblemDetails(), requestID: requestID)
        ResponseFields.forbidCaching(&response)
        let observation = Observation(rejected: problem.code, requestID: requestID, response: response)
        for observer in observers { observer.finished(observation) }
        return response
    }

    /// A host that stood still in the meantime may have served somebody who was cut off: whatever came of it does not leave.
    private func checkLease(_ exchange: Exchange) throws(DirectoryError) {
        if exchange.needsLease { try tenants.directory.requireLease() }
    }

    /// What is answered in place of an error: the error itself, unless it tells of somebody who may not be served any more.
    private func reason(for error: any Error, _ exchange: Exchange) -> any Error {
        do {
            try checkLease(exchange)
            return error
        } catch {
            return error
        }
    }

    private func handle(
        _ request: Request, _ output: (any ResponseOutput)?, _ exchange: inout Exchange
    ) async throws -> Response {
        switch router.destination(of: request) {
        case .malformedPath: throw RequestFault.malformedPath
        case .notFound: throw AccessRefusal.routeNotFound
        case .options(let path):
            return Response(status: .noContent, fields: [.allow: ErrorMapping.allowField(path.allowedMethods)])
        case .methodNotAllowed(let path):
            if let route = path.routes.first { exchange.errorShape = route.route.options.errorShape }
            throw AccessRefusal.methodNotAllowed(path.allowedMethods)
        case .route(let route, let parameters):
            exchange.route = route
            exchange.errorShape = route.route.options.errorShape
            if route.route.options.isStreamed { exchange.deadline = request.receivedAt + settings.streamDeadline }
            guard exchange.startedAt < exchange.deadline else { throw DatabaseError.deadlineExceeded }
            let scope = RequestScope(deadline: exchange.deadline, phases: exchange.phases)
            return try await RequestScope.$current.withValue(scope) {
                do {
                    return try await answer(request, route.route, parameters, output, &exchange)
                } catch AccessRefusal.tenantUpgrading(let tenant) {
                    await services.fleet?.hurry(tenant)
                    throw AccessRefusal.tenantUpgrading(tenant)
                }
            }
        }
    }

    private func refuse(_ request: Request, _ error: any Error, _ exchange: inout Exchange) -> Response {
        let circumstances = ErrorMapping.Circumstances(
            isOverdue: ContinuousClock.now >= exchange.deadline, isStopping: state.phase > .serving,
            hasTenant: exchange.tenant != nil)
        let problem = ErrorMapping.problem(for: error, circumstances)
        exchange.code = problem.code
        exchange.limit = (error as? LimitReached)?.limit ?? (problem.code == .statementTimeout ? .statementTimeout : nil)
        logDetails(of: error, problem, request, exchange)
        return ErrorMapping.response(to: error, problem, shape: exchange.errorShape, requestID: request.id)
    }

    /// What the client is not told is in the log, under the request's id.
    private func logDetails(of error: any Error, _ problem: Problem, _ request: Request, _ exchange: Exchange) {
        let status = problem.code.status
        guard status == .internalServerError || (status.kind == .serverError && !(error is any HTTPRepresentable)) else { return }
        var details = ErrorMapping.details(of: error)
        details["request_id"] = .string(request.id)
        details["code"] = .string(problem.code.rawValue)
        if let route = exchange.route { details["route"] = .string(route.route.pattern) }
        if let tenant = exchange.tenant { details["tenant"] = .string(tenant.description) }
        logger.log(level: status == .internalServerError ? .error : .warning, "request failed", metadata: details)
    }

    private func finish(_ response: inout Response, _ request: Request, _ exchange: Exchange) {
        ResponseFields.forbidCaching(&response)
        let total = request.receivedAt.duration(to: .now)
        if ResponseFields.wantsServerTiming(request) {
            ResponseFields.addServerTiming(&response, phases: exchange.phases, total: total)
        }
        guard !observers.isEmpty else { return }
        let observation = Observation(of: request, exchange, response: response, duration: total)
        for observer in observers { observer.finished(observation) }
    }
}
