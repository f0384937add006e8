import Contracts
import Testing

@testable import AuthPlugin

@Suite struct AuthSettingsTests {
    private static let place = SettingsPlace(file: "settings.yaml", line: 1, column: 1)

    private func faultyKeys(_ values: [(String, String)]) -> [String] {
        do throws(SettingsError) {
            _ = try AuthSettings(IdentitySettings.node(values))
            return []
        } catch {
            return error.diagnostics.map(\.key)
        }
    }

    @Test func absentSettingsHaveDefaults() throws {
        #expect(try AuthSettings(SettingsNode(value: .absent, place: Self.place, path: "plugins.auth")) == AuthSettings())
    }

    @Test func lifetimesAreReadWithTheirUnit() throws {
        let settings = try AuthSettings(
            IdentitySettings.node([("enabled", "true"), ("access_token_lifetime", "15m"), ("refresh_grace_seconds", "0")]))
        #expect(settings.accessTokenLifetime == .seconds(900))
        #expect(settings.refreshGrace == .zero)
    }

    @Test(arguments: [
        ("access_token_lifetime", "soon"), ("access_token_lifetime", "59s"), ("access_token_lifetime", "31d"),
        ("session_idle_days", "0"), ("refresh_grace_seconds", "61"), ("cached_sessions", "many"), ("acces_token_lifetime", "24h"),
        ("api_keys.max_per_tenant", "0"), ("api_keys.default_lifetime_days", "0"), ("api_keys.max_lifetime_days", "364"),
    ])
    func aFaultNamesItsKey(key: String, value: String) {
        #expect(faultyKeys([(key, value)]) == ["plugins.auth.\(key)"])
    }

    @Test func aSessionMayNotIdleForLongerThanItLasts() {
        #expect(faultyKeys([("session_idle_days", "40"), ("session_max_days", "30")]) == ["plugins.auth.session_max_days"])
    }
}
