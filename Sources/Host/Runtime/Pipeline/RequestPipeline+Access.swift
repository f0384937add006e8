@_spi(Host) internal import Contracts
internal import HTTPTypes
internal import Logging

extension RequestPipeline {
    /// Checks who asks and what for, then runs the handler. Every rule of access stands here and nowhere else.
    func answer(
        _ request: Request, _ route: Route, _ parameters: PathParameters, _ output: (any ResponseOutput)?,
        _ exchange: inout Exchange
    ) async throws -> Response {
        switch route.endpoint {
        case .open(let handler):
            let isHosts = exchange.route?.isHostOwned ?? false
            let hostTenant = isHosts ? nil : try await tenants.hostTenant(of: request)
            try checkBody(of: request, route)
            let response = try await handler(request, context(request, parameters, hostTenant, exchange))
            return try await deliver(response, to: request, output, &exchange)
        case .platform(let minimum, let handler):
            let principal = try await operatorPrincipal(of: request, minimum: minimum, &exchange)
            try checkBody(of: request, route)
            let context = context(request, parameters, nil, exchange)
            let response = try await handler(request, OperatorRequestContext(request: context, principal: principal))
            return try await deliver(response, to: request, output, &exchange)
        case .tenant(let minimum, let callers, let handler):
            let start = ContinuousClock.now
            let caller: Caller
            if let known = try callerInMemory(of: request) { caller = known } else { caller = try await self.caller(of: request) }
            try admit(caller, among: callers, minimum: minimum, since: start, &exchange)
            return try await serve(request, route, parameters, to: caller, output, &exchange, handler)
        case .optionalTenant(let handler):
            let start = ContinuousClock.now
            if let caller = try await optionalCaller(of: request) {
                try admit(caller, among: .usersAndAPIKeys, minimum: .viewer, since: start, &exchange)
                return try await serve(request, route, parameters, to: caller, output, &exchange, handler)
            }
            _ = try await tenants.hostTenant(of: request)
            try checkBody(of: request, route)
            return try await deliver(handler(request, nil), to: request, output, &exchange)
        }
    }

    /// Runs the handler for an admitted caller, within the tenant's allowance.
    private func serve(
        _ request: Request, _ route: Route, _ parameters: PathParameters, to caller: Caller, _ output: (any ResponseOutput)?,
        _ exchange: inout Exchange, _ handler: @Sendable (Request, TenantRequestContext) async throws -> Response
    ) async throws -> Response {
        if let feature = route.options.feature, !caller.tenant.plan.features.contains(feature) {
            throw AccessRefusal.featureNotInPlan(feature)
        }
        try admission.enter(caller.tenant, now: .now)
        defer { admission.leave(caller.tenant) }
        try checkBody(of: request, route)
        let context = TenantRequestContext(
            request: context(request, parameters, caller.hostTenant, exchange), tenant: caller.tenant,
            principal: caller.principal, database: databases(caller.tenant))
        return try await deliver(handler(request, context), to: request, output, &exchange)
    }

    /// A proven caller of a tenant that is being served.
    private struct Caller {
        let principal: TenantPrincipal
        let tenant: Tenant
        let hostTenant: Tenant?

        init(_ principal: TenantPrincipal, _ resolved: TenantResolution.Resolved) {
            self.principal = principal
            tenant = resolved.tenant
            hostTenant = resolved.hostTenant
        }
    }

    private func caller(of request: Request) async throws -> Caller {
        guard let principal = try await services.tenantAuthenticator?.authenticate(request) else {
            throw AccessRefusal.authenticationRequired
        }
        return Caller(principal, try await tenants.tenant(of: principal, for: request))
    }

    /// The usual case: caller and tenant are known to this host, and nothing has to be waited for.
    private func callerInMemory(of request: Request) throws -> Caller? {
        guard let principal = try services.tenantAuthenticator?.authenticateFromMemory(request) else { return nil }
        return try tenants.tenantInMemory(of: principal, for: request).map { Caller(principal, $0) }
    }

    /// Nil when nobody is proven: there is no token, it is not valid, or its tenant is not being served to the caller.
    private func optionalCaller(of request: Request) async throws -> Caller? {
        do {
            if let known = try callerInMemory(of: request) { return known }
            return try await caller(of: request)
        } catch let refusal as any HTTPRepresentable where [.unauthorized, .forbidden].contains(refusal.problem.code.status) {
            return nil
        }
    }

    /// - Parameter start: when the request's caller was first asked for.
    private func admit(
        _ caller: Caller, among callers: TenantCallers, minimum: TenantRole, since start: ContinuousClock.Instant,
        _ exchange: inout Exchange
    ) throws {
        exchange.tenant = caller.tenant.id
        exchange.phases.add(start.duration(to: .now), to: .authentication)
        if case .apiKey = caller.principal, callers == .users { throw CallerError.apiKeyNotAccepted }
        guard caller.principal.role >= minimum else { throw AccessRefusal.insufficientRole(required: minimum.rawValue) }
    }

    private func operatorPrincipal(
        of request: Request, minimum: OperatorRole, _ exchange: inout Exchange
    ) async throws -> OperatorPrincipal {
        let start = ContinuousClock.now
        guard let principal = try await services.operatorAuthenticator?.authenticate(request) else {
            throw AccessRefusal.operatorKeyRequired
        }
        exchange.operatorKey = principal.keyName
        exchange.phases.add(start.duration(to: .now), to: .authentication)
        guard principal.role >= minimum else { throw AccessRefusal.insufficientRole(required: minimum.rawValue) }
        return principal
    }

    private func checkBody(of request: Request, _ route: Route) throws(AccessRefusal) {
        let limit = route.options.maxBodyBytes ?? (route.options.isStreamed ? .max : settings.maxBodyBytes)
        guard request.body.count <= limit else { throw .bodyTooLarge(limit: limit) }
    }

    private func context(
        _ request: Request, _ parameters: PathParameters, _ hostTenant: Tenant?, _ exchange: Exchange
    ) -> RequestContext {
        RequestContext(
            requestID: request.id, deadline: exchange.deadline, logger: logger, tenantID: exchange.tenant,
            pathParameters: parameters, hostTenant: hostTenant, phases: exchange.phases)
    }
}
