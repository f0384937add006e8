import Contracts
import Testing

@testable import ProvisioningPlugin

@Suite struct ProvisioningConfigurationTests {
    @Test func theLongestNamesFitIntoPostgreSQL() {
        let names = TenantNames(prefix: String(repeating: "x", count: DatabasePrefix.maxLength))
        #expect(names.placement(of: .random(), on: "main").database.utf8.count <= 63)
        #expect(names.template(fingerprint: String(repeating: "f", count: 64)).utf8.count <= 63)
    }

    @Test func settingsHaveDefaultsAndRefuseUnknownKeys() throws {
        let place = SettingsPlace(file: "f", line: 1, column: 1)
        let absent = SettingsNode(value: .absent, place: place, path: "plugins.provisioning")
        #expect(try ProvisioningSettings(absent).signUp == .open)
        let child = SettingsNode(value: .scalar("x", quoted: false), place: place, path: "plugins.provisioning.typo")
        let node = SettingsNode(
            value: .mapping([.init(key: "typo", keyPlace: place, value: child)]), place: place, path: "plugins.provisioning")
        #expect(throws: SettingsError.self) { try ProvisioningSettings(node) }
    }
}
