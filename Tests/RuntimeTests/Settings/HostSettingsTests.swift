import Contracts
import Testing

@testable import HostRuntime

@Suite struct HostSettingsTests {
    /// The faults of the sample with `path` set to `value`, each as `key: message`.
    private func faults(_ path: String, _ value: SettingsTree?) -> [String] {
        do {
            _ = try HostSettings.decode(SettingsTree.sample.setting(path, value).node())
            return []
        } catch {
            return error.diagnostics.map { "\($0.key): \($0.message)" }
        }
    }

    @Test func theDocumentedDefaultsHold() throws {
        let settings = try HostSettings.decode(SettingsTree.sample.node())
        #expect(settings.pools.maxConnectionsPerTenant == 10)
        #expect(settings.pools.idleTimeout == .milliseconds(1_800_000))
        #expect(settings.pools.maxTotalConnections == 10_000)
        #expect(settings.security.scrypt.log2N == 15)
        #expect(settings.tenancy.isEnabled)
        #expect(settings.tenancy.databasePrefix == "twenty_tenant_")
        #expect(settings.listen.mode == 0o660)
    }

    /// The longest pause, and a connect whose first host of two says nothing.
    @Test func aPromotedStandbyIsFoundWithinFiveSeconds() throws {
        let pools = try HostSettings.decode(SettingsTree.sample.node()).pools
        #expect(pools.breaker.maxPause + pools.connectTimeout / 2 < .seconds(5))
    }

    @Test func aServerSaysWhatItIsUsedFor() throws {
        let tree = SettingsTree.sample.setting("database_servers.0.region", "eu").setting("database_servers.0.weight", "3")
            .setting("database_servers.0.capacity", "9").setting("database_servers.0.accepts_new_tenants", "false")
        let server = try #require(try HostSettings.decode(tree.node()).databaseServers.first?.description)
        #expect(server.region == "eu" && server.weight == 3 && server.capacity == 9 && server.state == .draining)
    }

    @Test func anEmptyValueMeansTheDefault() throws {
        let tree = SettingsTree.sample.setting("pools.max_connections_per_tenant", "").setting("tenancy.enabled", "")
        let settings = try HostSettings.decode(tree.node())
        #expect(settings.pools.maxConnectionsPerTenant == 10)
        #expect(settings.tenancy.isEnabled)
    }

    @Test(arguments: ["registry.url", "security.jwt_secret", "security.encryption_key"])
    func requiredKeysAreMissed(key: String) {
        #expect(faults(key, nil) == ["\(key): is required"])
    }

    @Test(arguments: [
        ("security.jwt_secret", "0123456789abcdef0123456789abcde", "must be at least 32 bytes long"),
        ("security.encryption_key", "abcd", "must be 32 bytes in hexadecimal or Base64"),
        ("security.signing_key", "k2", "must be the kid of one of the keys"),
        ("listen.mode", "0999", "must be an octal mode such as 0660"),
        ("listen.socket", "relative.sock", "must be an absolute path of at most 107 bytes"),
        ("tenancy.base_domain", "a..b", "must be a domain name such as crm.example.com"),
        ("tenancy.directory.max_staleness_ms", "100", "must be above poll_interval_ms"),
        ("pools.breaker.max_pause_ms", "20", "must not be below pause_ms"),
        ("pools.max_total_connections", "many", "must be a whole number"),
        ("default_plan", "gold", "must be the name of one of the plans"),
        ("logging.requests", "some", "must be one of all, errors, none"),
        ("plugins.auth.enabled", "maybe", "must be true or false"),
        ("registry.url", "mysql://x", "must be a PostgreSQL connection URI"),
        ("limits.max_body", "1", "is not a known key"),
    ])
    func faultsNameTheKey(key: String, value: String, message: String) {
        #expect(faults(key, SettingsTree(stringLiteral: value)) == ["\(key): \(message)"])
    }

    @Test(arguments: ["Tenant_", "1tenant", "tenant-", "tenant\"; DROP", "_t", "pg_t", "a23456789012345678901234567890x"])
    func aDatabasePrefixIsAPlainIdentifier(prefix: String) {
        #expect(faults("tenancy.database_prefix", SettingsTree(stringLiteral: prefix)).count == 1)
    }

    @Test func allFaultsComeAtOnce() {
        let tree = SettingsTree.sample.setting("security.jwt_secret", "short").setting("reactors", "0").setting("colour", "red")
        #expect(throws: SettingsError.self) { try HostSettings.decode(tree.node()) }
        #expect((try? HostSettings.decode(tree.node())) == nil)
        do {
            _ = try HostSettings.decode(tree.node())
        } catch {
            #expect(error.diagnostics.map(\.key) == ["reactors", "security.jwt_secret", "colour"])
        }
    }

    @Test func aKeyOfItsOwnNeedsNoSharedSecret() throws {
        let tree = SettingsTree.sample.setting("security.jwt_secret", nil).setting("security.signing_key", "k1")
        #expect(try HostSettings.decode(tree.node()).security.jwtSecret == nil)
    }

    @Test func oneTenantNeedsItsOwner() {
        #expect(
            faults("tenancy.enabled", false) == [
                "tenancy.single_tenant.admin_email: is required", "tenancy.single_tenant.admin_password: is required",
            ])
    }

    @Test func serversHaveNamesOfTheirOwn() {
        #expect(faults("database_servers", [["name": "a"], ["name": "a"]]) == ["database_servers: must have names of their own"])
        #expect(faults("database_servers", []) == ["database_servers: must list one server at least"])
    }

    @Test func aPluginGetsItsSettingsWithoutTheToggle() throws {
        let plugin = try #require(try HostSettings.decode(SettingsTree.sample.node()).plugins.first)
        var decoder = SettingsDecoder(plugin.settings)
        #expect(decoder.integer("sessions", default: 0, in: 0...9) == 5)
        #expect(decoder.finished().isEmpty)
    }

    @Test func secretsDoNotPrintThemselves() throws {
        var printed = ""
        dump(try HostSettings.decode(SettingsTree.sample.node()), to: &printed)
        for secret in ["registry-password", "admin-password", "0123456789abcdef", "101112131415"] {
            #expect(!printed.contains(secret))
        }
    }
}
