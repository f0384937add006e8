import Contracts
import HostCrypto
import Testing

@testable import ProvisioningPlugin

@Suite struct IdempotencyKeyTests {
    private static let cryptography = Result { try OpenSSLCryptography(key: [UInt8](repeating: 7, count: 32)) }

    private func attempt(key: String = "k", _ changes: [String: JSONValue] = [:]) throws -> SignUpAttempt {
        var body = JSONObject([
            JSONMember("organization_name", "Acme"), JSONMember("admin_email", "owner@example.com"),
            JSONMember("admin_password", "correct horse"),
        ])
        for (name, value) in changes { body[name] = value }
        return try #require(IdempotencyKey(key)).attempt(at: RegistrationForm(body), Self.cryptography.get())
    }

    @Test(arguments: ["", "a b", "a, b", "tab\t", "ключ", "\u{7F}", String(repeating: "k", count: 256)])
    func aKeyIsVisibleASCII(text: String) { #expect(IdempotencyKey(text) == nil) }

    @Test(arguments: ["!", "\"8e03978e-40d5-43e8-bc93-6894a57f9324\"", String(repeating: "~", count: 255)])
    func aKeyMayBeAnyOfIt(text: String) { #expect(IdempotencyKey(text) != nil) }

    @Test(
        arguments: [
            ("organization_name", "Acme 2"), ("admin_email", "other@example.com"), ("admin_password", "correct house"),
            ("slug", "acme"), ("plan", "pro"), ("admin_first_name", "Ada"), ("admin_last_name", "Ada"),
        ] as [(String, JSONValue)])
    func anotherValueIsAnotherRequest(field: String, value: JSONValue) throws {
        let (first, second) = (try attempt(), try attempt([field: value]))
        #expect(first.keyCode == second.keyCode)
        #expect(first.requestCode != second.requestCode)
    }

    /// The value of one field must not pass for the end of another.
    @Test func valuesDoNotRunIntoEachOther() throws {
        let first = try attempt(["admin_first_name": "a", "admin_last_name": "1:b"])
        let second = try attempt(["admin_first_name": "a1:1:b", "admin_last_name": ""])
        #expect(first.requestCode != second.requestCode)
    }

    @Test func whatIsNotKnownMakesNoOtherRequest() throws {
        #expect(try attempt(["utm_source": "mail"]) == attempt())
    }

    @Test func neitherCodeIsAPlainDigest() throws {
        let cryptography = try Self.cryptography.get()
        #expect(try attempt().keyCode != cryptography.sha256(Array("k".utf8)))
        let other = try OpenSSLCryptography(key: [UInt8](repeating: 8, count: 32))
        let code = try other.authenticationCode(of: Array("k".utf8), context: "sign-up-key")
        #expect(try attempt().keyCode != code)
    }
}
