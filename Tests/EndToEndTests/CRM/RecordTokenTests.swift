import Contracts
import Foundation
import TestSupport
import Testing

/// What Twenty's middleware says of a bearer, before anything else of the request is looked at.
@Suite struct RecordTokenTests {
    private static let missing = #"{"statusCode":403,"messages":["Missing authentication token"],"error":"FORBIDDEN_EXCEPTION"}"#
    private static let invalid = #"{"statusCode":401,"messages":["Token invalid."],"error":"UNAUTHENTICATED"}"#
    static let workspaceGone = #"{"statusCode":401,"messages":["Workspace not found"],"error":"WORKSPACE_NOT_FOUND"}"#
    private static let expired = #"{"statusCode":401,"messages":["Token has expired."],"error":"UNAUTHENTICATED"}"#

    @Test(arguments: RecordCaller.prefixes, ["/people", "/people/1", "/nothing", "/people?limit=x"])
    func withoutATokenNothingElseIsTold(prefix: String, path: String) async throws {
        let reply = try await Product.api.call("GET", prefix + path)
        #expect(reply.status == 403)
        #expect(reply.text == Self.missing)
    }

    @Test(arguments: RecordCaller.prefixes, ["", "Bearer", "Bearer ", "Basic YTpi", "Token x.y.z", "x.y.z"])
    func aBlankBearerOrAnotherSchemeIsNone(prefix: String, header: String) async throws {
        let reply = try await Product.api.call("GET", prefix + "/people", headers: [("Authorization", header)])
        #expect(reply.text == Self.missing)
    }

    @Test(arguments: RecordCaller.prefixes)
    func aTokenInTheQueryIsNone(prefix: String) async throws {
        let token = try await RecordCaller.shared.token
        #expect(try await Product.api.call("GET", "\(prefix)/people?token=\(token)").text == Self.missing)
    }

    @Test(arguments: RecordCaller.prefixes, ["POST", "GET", "PATCH", "DELETE"])
    func aTokenThatIsNoneIsInvalid(prefix: String, method: String) async throws {
        let body: JSONValue? = method.hasPrefix("P") ? ["unknown": 1] : nil
        let path = "\(prefix)/people" + (method == "POST" ? "" : "/1")
        let reply = try await Product.api.call(method, path, body, token: "not.a.token")
        #expect(reply.status == 401)
        #expect(reply.text == Self.invalid)
    }

    @Test func aTokenOfAnErasedWorkspaceIsToldSo() async throws {
        let organization = try await Product.api.signUp("Gone")
        let path = "/api/admin/tenants/\(organization.tenantID)"
        #expect(try await Product.api.call("DELETE", path, operatorKey: Product.operatorKey).status == 200)
        let reply = try await Product.api.call("GET", "/rest/people", token: organization.accessToken)
        #expect(reply.status == 401)
        #expect(reply.text == Self.workspaceGone)
        #expect(try await Product.api.call("GET", "/api/me", token: organization.accessToken).code == "token_invalid")
    }

    @Test(arguments: RecordCaller.prefixes)
    func anExpiredTokenIsToldApart(prefix: String) async throws {
        let secret = try String(contentsOf: Product.stack.directory.appending(path: "secrets/jwt-secret"), encoding: .utf8)
        var token = try TokenParts(try await RecordCaller.shared.token)
        let now = Int(Date.now.timeIntervalSince1970)
        token.claims["iat"] = now - 7200
        token.claims["exp"] = now - 3600
        let reply = try await Product.api.call("GET", "\(prefix)/people", token: token.signed(secret))
        #expect(reply.status == 401)
        #expect(reply.text == Self.expired)
    }
}
