import Contracts
import Testing

@testable import CRMPlugin

@Suite struct TwentyErrorShapeTests {
    private func body(_ error: any Error, _ problem: Problem) -> String {
        String(decoding: TwentyErrorShape().response(to: error, problem: problem, requestID: "r1").body, as: UTF8.self)
    }

    private func body(_ code: ErrorCode) -> String { body(CancellationError(), Problem(code, "detail")) }

    @Test(arguments: [
        (
            ErrorCode.authenticationRequired,
            #"{"statusCode":403,"messages":["Missing authentication token"],"error":"FORBIDDEN_EXCEPTION"}"#
        ),
        (.tokenInvalid, #"{"statusCode":401,"messages":["Token invalid."],"error":"UNAUTHENTICATED"}"#),
        (.tokenExpired, #"{"statusCode":401,"messages":["Token has expired."],"error":"UNAUTHENTICATED"}"#),
        (.apiKeyRevoked, #"{"statusCode":403,"messages":["This API Key is revoked"],"error":"FORBIDDEN_EXCEPTION"}"#),
        (.apiKeyExpired, #"{"statusCode":403,"messages":["This API Key is expired"],"error":"FORBIDDEN_EXCEPTION"}"#),
        (.tenantNotFound, #"{"statusCode":401,"messages":["Workspace not found"],"error":"WORKSPACE_NOT_FOUND"}"#),
        (.malformedJSON, #"{"message":"detail","error":"Bad Request","statusCode":400}"#),
        (.rateLimited, #"{"statusCode":429,"error":"HttpException","messages":["detail"]}"#),
        (.databaseUnavailable, #"{"statusCode":503,"error":"ServiceUnavailableException","messages":["detail"]}"#),
        (.methodNotAllowed, #"{"statusCode":405,"error":"MethodNotAllowedException","messages":["detail"]}"#),
        (.internalError, #"{"statusCode":500,"error":"InternalServerErrorException","messages":["detail"]}"#),
    ])
    func problemIsToldInTwentysShape(code: ErrorCode, expected: String) {
        #expect(body(code) == expected)
    }

    @Test func aTokenOfAnotherTypeIsToldApart() {
        let expected = #"{"statusCode":403,"messages":["Invalid token"],"error":"INVALID_JWT_TOKEN_TYPE"}"#
        #expect(body(TokenError.wrongType, TokenError.wrongType.problem) == expected)
    }

    @Test(arguments: [
        (
            LimitReached(.requestsPerSecond, allowed: 100),
            #"{"statusCode":429,"error":"HttpException","messages":["Limit reached (100 tokens per 1000 ms)"]}"#
        ),
        (
            .init(.requestsPerMinute, allowed: 6),
            #"{"statusCode":429,"error":"HttpException","messages":["Limit reached (6 tokens per 60000 ms)"]}"#
        ),
        (
            .init(.records, allowed: 3),
            #"{"statusCode":403,"error":"ForbiddenException","messages":["The organization may have 3 records, and this would be more."],"code":"record_limit_reached"}"#
        ),
    ])
    func aLimitIsToldWithItsAllowance(limit: LimitReached, expected: String) {
        #expect(body(limit, limit.problem) == expected)
    }

    @Test func missingRoleIsAPermissionError() {
        let expected =
            #"{"statusCode":400,"error":"Error","messages":["Entity performing the request does not have permission"],"code":"PERMISSION_DENIED"}"#
        #expect(body(.insufficientRole) == expected)
    }

    @Test(arguments: [
        (CRMError.recordNotFound, #"{"statusCode":404,"error":"NotFoundException","messages":["Record not found"]}"#),
        (.duplicateEntry, #"{"statusCode":400,"error":"BadRequestException","messages":["A duplicate entry was detected"]}"#),
        (.unsuitableCursor, #"{"statusCode":400,"error":"Error","messages":["Invalid cursor"],"code":"INVALID_CURSOR"}"#),
        (
            .unknownObject("person", meant: "people"),
            #"{"statusCode":400,"error":"BadRequestException","messages":["object 'person' not found. Did you mean 'people'?"]}"#
        ),
        (.invalidIdentifier("x"), #"{"statusCode":400,"error":"BadRequestException","messages":["'x' is not a valid UUID"]}"#),
    ])
    func ownErrorKeepsItsWords(error: CRMError, expected: String) {
        #expect(body(error, error.problem) == expected)
    }

    @Test func requestIDStaysOutOfTheBody() {
        #expect(!ErrorCode.allCases.contains { body($0).contains("r1") })
    }
}
