import Contracts
import HTTPTypes
import Testing

@testable import AuthPlugin

@Suite struct BearerTokenTests {
    @Test func noHeaderIsNoCredential() throws {
        #expect(try BearerToken.find(in: [:]) == nil)
    }

    @Test(arguments: ["", "Bearer", "bearer", "Bearer "])
    func aBlankHeaderIsNoCredential(header: String) throws {
        #expect(try BearerToken.find(in: [.authorization: header]) == nil)
    }

    @Test(arguments: ["Bearer abc.DEF-_~+/=", "bearer abc.DEF-_~+/=", "BEARER abc.DEF-_~+/="])
    func theSchemeIsReadInAnyCase(header: String) throws {
        #expect(try BearerToken.find(in: [.authorization: header]) == "abc.DEF-_~+/=")
    }

    @Test(arguments: [
        "Basic", "Basic YTpi", "Bearex", "Bearer\t", "abc.def.ghi", "Bearer\tabc", "Bearerabc",
        "Bearer " + String(repeating: "a", count: 9000),
    ])
    func aCredentialOfAnotherFormIsInvalidAndNeverAnonymous(header: String) {
        #expect(throws: AuthError.tokenInvalid) { try BearerToken.find(in: [.authorization: header]) }
    }
}
