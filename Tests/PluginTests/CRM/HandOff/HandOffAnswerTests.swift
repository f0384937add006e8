import Contracts
import HTTPTypes
import HostCrypto
import TestSupport
import Testing

@testable import CRMPlugin

@Suite struct HandOffAnswerTests {
    private func answer(underOwnName: Bool) throws -> Response {
        HandOffAnswer.response(
            to: .random(), at: try UpstreamURL("https://crm.acme.example"), key: Secret("k"), underOwnName: underOwnName)
    }

    @Test func cookiesDependOnTheName() throws {
        #expect(try answer(underOwnName: true).fields[HandOffAnswer.redirect] == "@twenty")
        #expect(try answer(underOwnName: false).fields[HandOffAnswer.redirect] == "@twenty_without_cookies")
    }

    /// nginx would add these to what the server says.
    @Test(arguments: [HTTPField.Name.contentType, .cacheControl, .setCookie, .expires, .contentDisposition])
    func nothingOfItMixesWithTheServersAnswer(name: HTTPField.Name) throws {
        #expect(try answer(underOwnName: true).fields[name] == nil)
        #expect(try answer(underOwnName: true).body.isEmpty)
    }

    @Test func aKeyOpensForItsTenantAndItsServerAlone() throws {
        let vault = UpstreamVault(cryptography: try OpenSSLCryptography(key: [UInt8](repeating: 7, count: 32)))
        let (tenant, url) = (TenantID.random(), try UpstreamURL("https://crm.acme.example"))
        let sealed = try vault.seal(Secret("key"), of: tenant, for: url)
        #expect(try vault.open(sealed, of: tenant, for: url).reveal() == "key")
        #expect(throws: (any Error).self) { try vault.open(sealed, of: .random(), for: url) }
        #expect(throws: (any Error).self) { try vault.open(sealed, of: tenant, for: UpstreamURL("https://crm.acme.example:8443")) }
    }
}
