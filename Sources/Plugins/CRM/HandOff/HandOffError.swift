import Contracts

/// Why a request was not handed off.
enum HandOffError: Error, Equatable {
    /// The tenant has no server of its own, or not for this path.
    case notConfigured(HandOffPath)
    /// The caller is bound by a role of the tenant's own making, which that server knows nothing of.
    case narrowedCaller
}

extension HandOffError: HTTPRepresentable {
    var problem: Problem {
        switch self {
        case .notConfigured(let path):
            Problem(.crmUpstreamNotConfigured, "The organization has no Twenty server of its own for '\(path.rawValue)'.")
        case .narrowedCaller:
            Problem(.insufficientRole, "The organization's Twenty server cannot keep a caller to a role of its own making.")
        }
    }
}
