@_spi(Host) internal import Contracts
internal import HTTPTypes
internal import Logging

extension RequestPipeline {
    /// Checks who asks and what for, then runs the handler. Every rule of access stands here and nowhere else.
    func answer(
        _ request: Request, _ route: Route, _ parameters: PathParameters, _ exchange: inout Exchange
    ) async throws -> Response {
        switch route.endpoint {
        case .open(let handler):
            let isHosts = exchange.route?.isHostOwned ?? false
            let hostTenant = isHosts ? nil : try await tenants.hostTenant(of: request)
            try checkBody(of: request, route)
            return try await handler(request, context(request, parameters, hostTenant, exchange))
        case .platform(let minimum, let handler):
            let principal = try await operatorPrincipal(of: request, minimum: minimum, &exchange)
            try checkBody(of: request, route)
            let context = context(request, parameters, nil, exchange)
            return try await handler(request, OperatorRequestContext(request: context, principal: principal))
        case .tenant(let minimum, let handler):
            let start = ContinuousClock.now
            let member: Member
            if let known = try memberInMemory(of: request) { member = known } else { member = try await self.member(of: request) }
            try admit(member, minimum: minimum, since: start, &exchange)
            if let feature = route.options.feature, !member.tenant.plan.features.contains(feature) {
                throw AccessRefusal.featureNotInPlan(feature)
            }
            try admission.enter(member.tenant, now: .now)
            defer { admission.leave(member.tenant, now: .now) }
            try checkBody(of: request, route)
            let context = TenantRequestContext(
                request: context(request, parameters, member.hostTenant, exchange), tenant: member.tenant,
                principal: member.principal, database: databases(member.tenant))
            return try await handler(request, context)
        }
    }

    /// A proven user of a tenant that is being served.
    private struct Member {
        let principal: UserPrincipal
        let tenant: Tenant
        let hostTenant: Tenant?

        init(_ principal: UserPrincipal, _ resolved: TenantResolution.Resolved) {
            self.principal = principal
            tenant = resolved.tenant
            hostTenant = resolved.hostTenant
        }
    }

    /// - Parameter start: when the request's user was first asked for.
    private func admit(
        _ member: Member, minimum: TenantRole, since start: ContinuousClock.Instant, _ exchange: inout Exchange
    ) throws(AccessRefusal) {
        exchange.tenant = member.tenant.id
        exchange.phases.add(start.duration(to: .now), to: .authentication)
        guard member.principal.role >= minimum else { throw .insufficientRole(required: minimum.rawValue) }
    }

    private func member(of request: Request) async throws -> Member {
        guard let principal = try await services.userAuthenticator?.authenticate(request) else {
            throw AccessRefusal.authenticationRequired
        }
        return Member(principal, try await tenants.tenant(of: principal, for: request))
    }

    /// The usual case: session and tenant are known to this host, and nothing has to be waited for.
    private func memberInMemory(of request: Request) throws -> Member? {
        guard let principal = try services.userAuthenticator?.authenticateFromMemory(request) else { return nil }
        return try tenants.tenantInMemory(of: principal, for: request).map { Member(principal, $0) }
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
        let limit = route.options.maxBodyBytes ?? settings.maxBodyBytes
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
