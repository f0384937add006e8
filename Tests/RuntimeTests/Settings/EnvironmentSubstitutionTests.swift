import Contracts
import Testing

@testable import HostRuntime

@Suite struct EnvironmentSubstitutionTests {
    private static let environment = [
        "NAME": "value", "EMPTY": "", "SECRET_FILE": "/run/secret", "LOST_FILE": "/nowhere", "BOTH": "hunter2",
        "BOTH_FILE": "/run/secret",
    ]

    private func substitute(_ text: String) -> (text: String?, faults: [SettingsDiagnostic]) {
        let place = SettingsPlace(file: "f.yaml", line: 3, column: 7)
        let node = SettingsNode(value: .scalar(text, quoted: false), place: place, path: "a.b")
        var substitution = EnvironmentSubstitution(environment: Self.environment) { $0 == "/run/secret" ? "from-file\n" : nil }
        let (result, faults) = substitution.apply(to: node)
        guard case .scalar(let text, _) = result.value else { return (nil, faults) }
        return (text, faults)
    }

    @Test(arguments: [
        ("${NAME}", "value"), ("<${NAME}|${NAME}>", "<value|value>"), ("${NAME:-other}", "value"), ("${UNSET:-other}", "other"),
        ("${EMPTY:-other}", "other"), ("${EMPTY}", ""), ("${UNSET:-}", ""), ("$${NAME}", "${NAME}"), ("$NAME", "$NAME"),
        ("5$", "5$"),
        ("${SECRET}", "from-file"), ("${SECRET:-other}", "from-file"), ("${UNSET:-a:-b}", "a:-b"),
    ])
    func references(text: String, expected: String) {
        #expect(substitute(text).text == expected)
    }

    @Test(arguments: [
        ("${UNSET}", "needs the environment variable UNSET, or UNSET_FILE"),
        ("${LOST}", "needs the file that LOST_FILE names, which cannot be read"),
        ("${BOTH}", "has both BOTH and BOTH_FILE in the environment"),
        ("${NAME", "has a '${' without its '}'"), ("${}", "has a '${…}' that does not name an environment variable"),
        ("${1X}", "has a '${…}' that does not name an environment variable"),
    ])
    func faultsNameKeyAndPlaceOnly(text: String, message: String) {
        let place = SettingsPlace(file: "f.yaml", line: 3, column: 7)
        #expect(substitute(text).faults == [SettingsDiagnostic(place: place, key: "a.b", message: message)])
    }

    @Test func aValueIsNotSubstitutedAgain() {
        var substitution = EnvironmentSubstitution(environment: ["A": "${B}", "B": "b"]) { _ in nil }
        let node = ("${A}" as SettingsTree).node()
        #expect(substitution.apply(to: node).node.value == .scalar("${B}", quoted: false))
    }

    @Test func noValueFromTheEnvironmentIsInADiagnostic() throws {
        let tree = SettingsTree.sample.setting("reactors", "${LEAK}").setting("security.jwt_secret", "${LEAK}")
            .setting("logging.level", "${LEAK}").setting("tenancy.base_domain", "${LEAK}").setting("registry.url", "${LEAK}")
        let error = #expect(throws: SettingsError.self) {
            try HostSettings.load(tree.node(), environment: ["LEAK": "hunter2!"]) { _ in nil }
        }
        #expect(try #require(error).diagnostics.count == 5)
        #expect(try !#require(error).description.contains("hunter2"))
    }

    @Test func aMissingVariableIsReportedOnce() throws {
        let tree = SettingsTree.sample.setting("registry.url", "${GLOBAL_DATABASE_URL}").setting("reactors", "0")
        let error = #expect(throws: SettingsError.self) { try HostSettings.load(tree.node(), environment: [:]) { _ in nil } }
        #expect(try #require(error).diagnostics.map(\.key) == ["registry.url", "reactors"])
    }
}
