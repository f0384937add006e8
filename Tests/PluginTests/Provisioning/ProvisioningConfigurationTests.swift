import Contracts
import Testing

@testable import ProvisioningPlugin

@Suite struct ProvisioningConfigurationTests {
    @Test(arguments: ["tenant_", "t", "_x", "crm2_"])
    func usablePrefixes(text: String) { #expect(ProvisioningConfiguration.isUsable(prefix: text)) }

    @Test(arguments: ["", "2t_", "Tenant_", "pg_x", "a-b", "a\"; DROP", "tenänt", String(repeating: "x", count: 31)])
    func unusablePrefixes(text: String) { #expect(!ProvisioningConfiguration.isUsable(prefix: text)) }

    @Test func theLongestNamesFitIntoPostgreSQL() {
        let names = TenantNames(prefix: String(repeating: "x", count: ProvisioningConfiguration.longestPrefix))
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
