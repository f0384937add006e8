import Contracts
import HTTPTypes

/// Errors in Twenty's own wording and shape. The request id is in the header alone, where the host puts it.
struct TwentyErrorShape: ErrorShape {
    func response(to error: any Error, problem: Problem, requestID: String) -> Response {
        if let error = error as? CRMError {
            return Self.controller(error.status, error.exception, error.message, innerCode: error.innerCode)
        }
        if let refusal = error as? LimitReached { return Self.limit(refusal) }
        switch error as? TokenError {
        case .wrongType: return Self.middleware(.forbidden, "INVALID_JWT_TOKEN_TYPE", "Invalid token")
        case .tenantGone: return Self.middleware(.unauthorized, "WORKSPACE_NOT_FOUND", "Workspace not found")
        // Twenty looks for a bearer's token and for no other credential.
        case .notABearer: return Self.missingToken
        default: break
        }
        switch problem.code {
        case .authenticationRequired: return Self.missingToken
        case .tokenInvalid, .sessionRevoked: return Self.middleware(.unauthorized, "UNAUTHENTICATED", "Token invalid.")
        case .tokenExpired: return Self.middleware(.unauthorized, "UNAUTHENTICATED", "Token has expired.")
        case .apiKeyRevoked: return Self.middleware(.forbidden, "FORBIDDEN_EXCEPTION", "This API Key is revoked")
        case .apiKeyExpired: return Self.middleware(.forbidden, "FORBIDDEN_EXCEPTION", "This API Key is expired")
        case .tenantNotFound: return Self.middleware(.unauthorized, "WORKSPACE_NOT_FOUND", "Workspace not found")
        case .tenantMismatch, .tenantSuspended, .tenantNotActive, .featureNotInPlan:
            return Self.middleware(.forbidden, "FORBIDDEN_EXCEPTION", problem.detail)
        case .insufficientRole:
            let refusal = CRMError.notPermitted
            return Self.controller(refusal.status, refusal.exception, refusal.message, innerCode: refusal.innerCode)
        case .malformedJSON where error as? RequestFault != .malformedJSON(.empty):
            return Self.framework(.badRequest, "Bad Request", problem.detail)
        // To Twenty a request whose body it does not read has none, and that is no value to work with.
        case .malformedJSON, .unsupportedMediaType: return Self.controller(.badRequest, "TypeError", problem.detail)
        default:
            return Self.controller(problem.code.status, Self.exception(for: problem.code.status), problem.detail)
        }
    }

    private static var missingToken: Response { middleware(.forbidden, "FORBIDDEN_EXCEPTION", "Missing authentication token") }

    /// Twenty's wording where it has one. The stable code stands where Twenty puts its own, which is not with a rate.
    private static func limit(_ refusal: LimitReached) -> Response {
        let problem = refusal.problem
        let message =
            switch refusal.limit {
            case .requestsPerSecond: "Limit reached (\(refusal.allowed) tokens per 1000 ms)"
            case .requestsPerMinute: "Limit reached (\(refusal.allowed) tokens per 60000 ms)"
            default: problem.detail
            }
        let status = problem.code.status
        let innerCode = problem.code == .rateLimited ? nil : problem.code.rawValue
        return controller(status, exception(for: status), message, innerCode: innerCode)
    }

    /// The names of Nest's exception classes; Twenty's clients see them as `error`.
    private static func exception(for status: HTTPResponse.Status) -> String {
        switch status.code {
        case 400: "BadRequestException"
        case 401: "UnauthorizedException"
        case 403: "ForbiddenException"
        case 404: "NotFoundException"
        case 405: "MethodNotAllowedException"
        case 408: "RequestTimeoutException"
        case 409: "ConflictException"
        case 413: "PayloadTooLargeException"
        case 415: "UnsupportedMediaTypeException"
        case 503: "ServiceUnavailableException"
        case 504: "GatewayTimeoutException"
        case 500: "InternalServerErrorException"
        default: "HttpException"
        }
    }

    /// The body of an error thrown while a request is worked on.
    private static func controller(
        _ status: HTTPResponse.Status, _ exception: String, _ message: String, innerCode: String? = nil
    ) -> Response {
        var members: [(String, JSONValue)] = [
            ("statusCode", .integer(status.code)), ("error", .string(exception)), ("messages", [.string(message)]),
        ]
        if let innerCode { members.append(("code", .string(innerCode))) }
        return answer(status, members)
    }

    /// The body of an error about the bearer: the same keys in another order, and `error` is a code.
    private static func middleware(_ status: HTTPResponse.Status, _ code: String, _ message: String) -> Response {
        answer(
            status, [("statusCode", .integer(status.code)), ("messages", [.string(message)]), ("error", .string(code))])
    }

    /// The body of an error that the web framework found before Twenty saw the request.
    private static func framework(_ status: HTTPResponse.Status, _ reason: String, _ message: String) -> Response {
        answer(
            status, [("message", .string(message)), ("error", .string(reason)), ("statusCode", .integer(status.code))])
    }

    private static func answer(_ status: HTTPResponse.Status, _ members: [(String, JSONValue)]) -> Response {
        .json(JSONWriter.encode(.object(JSONObject(members.map { JSONMember($0.0, $0.1) }))), status: status)
    }
}
