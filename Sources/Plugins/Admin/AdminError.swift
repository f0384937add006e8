internal import Contracts

/// Why an operator's request was refused.
enum AdminError: Error, Equatable {
    case noOperatorKeys
    case operatorKeyInvalid
    case tenantNotFound
    case malformedTenant
    case noUpstream
    case receiptNotFound
    case jobNotFound
    case malformedJob
    case migrationNotFound
}

extension AdminError: HTTPRepresentable {
    var problem: Problem {
        switch self {
        case .noOperatorKeys:
            Problem(.noOperatorKeys, "No operator key exists yet: make one with 'tenant-manager operators create'.")
        case .operatorKeyInvalid: Problem(.operatorKeyInvalid, "The operator key is not valid.")
        case .tenantNotFound: Problem(.tenantNotFound, "There is no such organization.")
        case .malformedTenant: Problem(.invalidIdentifier, "The path must name an organization by its UUID or its slug.")
        case .jobNotFound: Problem(.jobNotFound, "There is no such job.")
        case .malformedJob: Problem(.invalidIdentifier, "The path must name a job by its UUID.")
        case .migrationNotFound: Problem(.jobNotFound, "There is no such migration of the fleet.")
        case .noUpstream: Problem(.crmUpstreamNotConfigured, "The organization has no Twenty server of its own.")
        case .receiptNotFound: Problem(.receiptNotFound, "There is no receipt of this id, nor of an organization of this id.")
        }
    }
}
