internal import Contracts
internal import HTTPTypes

/// Why the pipeline let no handler see a request.
enum AccessRefusal: Error, Equatable {
    case routeNotFound
    case methodNotAllowed([HTTPRequest.Method])
    case authenticationRequired
    case operatorKeyRequired
    /// The host name names another tenant than the token.
    case tenantMismatch
    /// The host name stands under the base domain and names no tenant.
    case unknownHostTenant
    case tenantSuspended
    case tenantNotActive(TenantStatus)
    /// Its database lacks what this program needs.
    case tenantUpgrading(TenantID)
    case insufficientRole(required: String)
    case featureNotInPlan(String)
    case bodyTooLarge(limit: Int)
    case shuttingDown
}

extension AccessRefusal: HTTPRepresentable {
    var problem: Problem {
        switch self {
        case .routeNotFound: Problem(.routeNotFound, "There is nothing at this path.")
        case .methodNotAllowed(let allowed):
            Problem(.methodNotAllowed, "This path does not answer this method.", allowedMethods: allowed)
        case .bodyTooLarge(let limit): Problem(.bodyTooLarge, "The body may be at most \(limit) bytes long.")
        case .shuttingDown: Problem(.shuttingDown, "The service is restarting.", retryAfterSeconds: 1)
        case .tenantUpgrading:
            Problem(.tenantUpgrading, "The organization's database is being brought up to date.", retryAfterSeconds: 2)
        default: identityProblem
        }
    }

    private var identityProblem: Problem {
        switch self {
        case .authenticationRequired: Problem(.authenticationRequired, "This needs an access token.")
        case .operatorKeyRequired: Problem(.operatorKeyRequired, "This needs an operator key.")
        case .tenantMismatch: Problem(.tenantMismatch, "The access token belongs to another organization than the host name.")
        case .unknownHostTenant: Problem(.tenantNotFound, "No organization has this host name.")
        case .tenantSuspended: Problem(.tenantSuspended, "The organization is suspended.")
        case .tenantNotActive: Problem(.tenantNotActive, "The organization is not being served.")
        case .insufficientRole(let role): Problem(.insufficientRole, "This needs the role '\(role)' at least.")
        case .featureNotInPlan(let feature): Problem(.featureNotInPlan, "The organization's plan does not include '\(feature)'.")
        default: Problem(.internalError, "The request could not be completed.")
        }
    }
}
