import Contracts
import Foundation
import TestSupport
import Testing

@Suite struct MeTests {
    @Test func itTellsUserRoleAndOrganizationInThisOrder() async throws {
        let owner = try await Product.api.signUp("Me & Co")
        let reply = try await Product.api.call("GET", "/api/me", token: owner.accessToken)
        let account = reply.json["data"]["user"]["id"].string
        #expect(reply.status == 200)
        #expect(
            reply.text == #"{"success":true,"data":{"user":{"id":"\#(account)","email":"\#(owner.email)","#
                + #""name":{"first_name":"","last_name":""},"locale":"en","time_zone":"system"},"role":"owner","#
                + #""tenant":{"id":"\#(owner.tenantID)","slug":"\#(owner.slug)","name":"Me & Co","plan":"free","features":[]}}}"#)
    }

    @Test func anOwnerWhoSignedUpByNameIsCalledByIt() async throws {
        let order: JSONValue = [
            "organization_name": "Named", "admin_email": .string("ada-\(UUID().uuidString.lowercased())@example.com"),
            "admin_password": "a new password", "admin_first_name": "Ada", "admin_last_name": "Lovelace",
        ]
        let signedUp = try await Product.api.call("POST", "/api/auth/register-organization", order)
        let call = RecordCaller(api: try Product.api, token: signedUp.json["data"]["access_token"].string)
        #expect(try await call("GET", "/api/me").json["data"]["user"]["name"] == ["first_name": "Ada", "last_name": "Lovelace"])
        #expect(try await call.create("people", [:])["createdBy"]["name"] == "Ada Lovelace")
    }

    @Test(arguments: [(String?.none, "authentication_required"), ("not.a.token", "token_invalid")])
    func withoutAGoodTokenNobodyIsTold(token: String?, code: String) async throws {
        let reply = try await Product.api.call("GET", "/api/me", token: token)
        #expect(reply.status == 401)
        #expect(reply.code == code)
        #expect(reply.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
    }
}
