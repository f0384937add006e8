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

    @Test(arguments: ["Basic", "Basic YTpi", "Bearex", "Bearer\t", "abc.def.ghi", "Bearer\tabc", "Bearerabc"])
    func aCredentialOfAnotherFormIsRefusedAndNeverAnonymous(header: String) {
        #expect(throws: TokenError.notABearer) { try BearerToken.find(in: [.authorization: header]) }
    }

    @Test func anOverlongCredentialIsMalformed() {
        let header = "Bearer " + String(repeating: "a", count: 9000)
        #expect(throws: TokenError.malformed) { try BearerToken.find(in: [.authorization: header]) }
    }
}
