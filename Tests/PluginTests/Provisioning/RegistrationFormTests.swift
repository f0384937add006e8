import Contracts
import Testing

@testable import ProvisioningPlugin

@Suite struct RegistrationFormTests {
    private static let valid = JSONObject([
        JSONMember("organization_name", "Acme"), JSONMember("admin_email", "Owner@Example.com "),
        JSONMember("admin_password", "correct horse"),
    ])

    private func form(_ name: String, _ value: JSONValue?) throws(RequestFault) -> RegistrationForm {
        var body = Self.valid
        body[name] = value
        return try RegistrationForm(body)
    }

    @Test func theEmailIsNormalized() throws {
        #expect(try RegistrationForm(Self.valid).email.description == "owner@example.com")
    }

    @Test(
        arguments: [
            ("organization_name", nil), ("organization_name", "A"), ("organization_name", "   "),
            ("organization_name", .string(String(repeating: "x", count: 256))), ("organization_name", 7),
            ("organization_name", "a\u{0}b"), ("admin_email", nil), ("admin_email", "not an address"), ("admin_email", true),
            ("admin_password", "7 bytes"), ("admin_password", .string(String(repeating: "x", count: 1025))),
            ("admin_password", nil),
            ("slug", "Upper"), ("slug", "-leading"), ("slug", "no"), ("slug", ""), ("slug", ["list"]), ("plan", 1),
            ("admin_first_name", 7), ("admin_last_name", "a\u{7}b"),
            ("admin_last_name", .string(String(repeating: "x", count: 101))),
        ] as [(String, JSONValue?)])
    func aFaultNamesItsField(field: String, value: JSONValue?) {
        let fault = #expect(throws: RequestFault.self) { try form(field, value) }
        guard case .invalid(let faults)? = fault else {
            Issue.record("no field is named")
            return
        }
        #expect(faults.map(\.field) == [field])
    }

    @Test func allFaultsAreToldAtOnce() {
        let fault = #expect(throws: RequestFault.self) { try RegistrationForm(JSONObject()) }
        #expect(fault?.problem.faults.map(\.field) == ["organization_name", "admin_email", "admin_password"])
    }

    @Test func theNameMayBeInAnyScript() throws {
        #expect(try form("organization_name", " 北京 ").organizationName == "北京")
    }

    @Test func theLengthOfAPasswordCountsInBytes() throws {
        #expect(try form("admin_password", "密码密").password.byteCount == 9)
    }
}
