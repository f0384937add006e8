import Contracts

/// Why a request was not handed off.
enum HandOffError: Error, Equatable {
    /// The tenant has no server of its own, or not for this path.
    case notConfigured(HandOffPath)
}

extension HandOffError: HTTPRepresentable {
    var problem: Problem {
        switch self {
        case .notConfigured(let path):
            Problem(.crmUpstreamNotConfigured, "The organization has no Twenty server of its own for '\(path.rawValue)'.")
        }
    }
}
