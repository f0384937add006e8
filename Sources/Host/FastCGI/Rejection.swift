internal import Contracts

/// A request that the front answers by itself.
struct Rejection: Error {
    let problem: Problem
    let requestID: String

    /// - Parameter requestID: empty when the request has none that is valid; it is then given one.
    init(problem: Problem, requestID: String) {
        self.problem = problem
        self.requestID = requestID.isEmpty ? RequestIdentity.make() : requestID
    }
}

extension RequestScanner.Fault {
    /// What the client is told; nil where the connection makes no sense any more and is closed.
    var problem: Problem? {
        switch self {
        case .protocolViolation, .aborted, .unknownRole: nil
        case .parametersTooLarge: Problem(.headersTooLarge, "The request's header is larger than the service accepts.")
        case .bodyTooLarge: .bodyTooLarge
        }
    }
}

extension Problem {
    static var tooManyConnections: Problem {
        Problem(.overloaded, "The service has too many connections.", retryAfterSeconds: 1)
    }
    static var bodyTooLarge: Problem { Problem(.bodyTooLarge, "The request's body is larger than the service accepts.") }
}
