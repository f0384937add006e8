internal import Contracts

/// Why a body that is read while it arrives came to no good end.
enum BodyFault: Error, Equatable {
    /// The next piece did not come in time.
    case stalled
    case tooLarge
    /// It was longer or shorter than `CONTENT_LENGTH` had said.
    case otherLength
}

extension BodyFault: HTTPRepresentable {
    var problem: Problem {
        switch self {
        case .stalled: Problem(.requestTimeout, "The request's body stopped arriving.")
        case .tooLarge: .bodyTooLarge
        case .otherLength: Problem(.malformedRequest, "The request's length is not that of its body.")
        }
    }
}
