internal import Contracts
internal import HTTPTypes

extension ErrorMapping {
    /// The answer in the route's own words, with the header fields that every shape has in common.
    static func response(to error: any Error, _ problem: Problem, shape: any ErrorShape, requestID: String) -> Response {
        var response = shape.response(to: error, problem: problem, requestID: requestID)
        if let seconds = problem.retryAfterSeconds { response.fields[.retryAfter] = String(seconds) }
        if !problem.allowedMethods.isEmpty { response.fields[.allow] = allowField(problem.allowedMethods) }
        if response.status == .unauthorized { response.fields[.wwwAuthenticate] = challenge(for: problem.code) }
        return response
    }

    static func allowField(_ methods: [HTTPRequest.Method]) -> String { methods.map(\.rawValue).joined(separator: ", ") }

    /// RFC 9110 §11.6.1 asks for a challenge with every 401; RFC 6750 §3.1 says when a bearer token is named as its cause.
    private static func challenge(for code: ErrorCode) -> String {
        switch code {
        case .operatorKeyRequired, .operatorKeyInvalid: "OperatorKey"
        case .tokenInvalid, .tokenExpired, .sessionRevoked: "Bearer error=\"invalid_token\""
        default: "Bearer"
        }
    }
}
