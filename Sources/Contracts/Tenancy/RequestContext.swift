public import Logging

/// What every handler is given besides the request: who asks it to hurry, where to log, and what the path held.
public struct RequestContext: Sendable {
    public let requestID: String
    /// When the answer is due; past it the host answers 504 and cancels the work.
    public let deadline: ContinuousClock.Instant
    /// The host's logger, with what tells this request from others. Made when it is asked for: most requests log nothing themselves.
    public var logger: Logger {
        var logger = baseLogger
        logger[metadataKey: "request_id"] = .string(requestID)
        if let tenantID { logger[metadataKey: "tenant"] = .stringConvertible(tenantID) }
        return logger
    }
    /// The values of the pattern's `{names}`, percent-decoded.
    public let pathParameters: PathParameters
    /// The tenant that the request's host name names, under `tenancy.base_domain`; nil when it names none.
    public let hostTenant: Tenant?
    public let phases: PhaseClock
    private let baseLogger: Logger
    private let tenantID: TenantID?

    /// - Parameter tenantID: whom the request is for, as far as log lines must say.
    @_spi(Host) public init(
        requestID: String, deadline: ContinuousClock.Instant, logger: Logger, tenantID: TenantID? = nil,
        pathParameters: PathParameters, hostTenant: Tenant?, phases: PhaseClock
    ) {
        self.requestID = requestID
        self.deadline = deadline
        baseLogger = logger
        self.tenantID = tenantID
        self.pathParameters = pathParameters
        self.hostTenant = hostTenant
        self.phases = phases
    }
}

/// What a tenant's handler is given: one tenant, one caller of it, and that tenant's database.
///
/// Only the host makes one, from a verified token, so a plugin cannot name another tenant's database.
public struct TenantRequestContext: Sendable {
    public let request: RequestContext
    public let tenant: Tenant
    public let principal: TenantPrincipal
    /// The tenant's own database; a connection is leased from its pool for each use.
    public let database: any Database

    @_spi(Host) public init(request: RequestContext, tenant: Tenant, principal: TenantPrincipal, database: any Database) {
        self.request = request
        self.tenant = tenant
        self.principal = principal
        self.database = database
    }

    /// The calling user, for routes that answer users alone.
    ///
    /// - Throws: `CallerError.apiKeyNotAccepted`.
    public var user: UserPrincipal {
        get throws(CallerError) {
            guard case .user(let user) = principal else { throw .apiKeyNotAccepted }
            return user
        }
    }
}

/// What an operator's handler is given.
public struct OperatorRequestContext: Sendable {
    public let request: RequestContext
    public let principal: OperatorPrincipal

    @_spi(Host) public init(request: RequestContext, principal: OperatorPrincipal) {
        self.request = request
        self.principal = principal
    }
}
