@_spi(Host) import Contracts
import HTTPTypes
import Logging
import TestSupport
import Testing

@testable import HostRuntime

@Suite struct PluginRegistryTests {
    private struct Guard: Plugin {
        static let name = "guard"
        var routes: [Route] { [Route(.post, "/login", .open { _, _ in Response(status: .ok) })] }
        var services: PluginServices {
            var services = PluginServices()
            services.tenantAuthenticator = StubTenantAuthenticator { _ in nil }
            return services
        }
    }

    private struct Data: Plugin {
        static let name = "data"
        let seesAuthenticator: Bool
        var routes: [Route] {
            [Route(.get, seesAuthenticator ? "/late" : "/early", .tenant(minimum: .viewer) { _, _ in Response(status: .ok) })]
        }
    }

    private let catalogue = PluginCatalogue([
        .init(Guard.self) { context in
            var decoder = SettingsDecoder(context.settings)
            try decoder.finish()
            return Guard()
        },
        .init(Data.self) { Data(seesAuthenticator: $0.services.tenantAuthenticator != nil) },
    ])

    private func registry(_ plugins: SettingsTree) throws -> PluginRegistry {
        let tree = SettingsTree.sample.setting("plugins", plugins)
        let selection = try catalogue.selection(by: try HostSettings.decode(tree.node()).plugins)
        return try PluginRegistry(selection) { _, settings, services in
            .sample(settings: settings, services: services)
        }
    }

    @Test func pluginsAreMadeInTheCataloguesOrderWhateverTheFiles() throws {
        let registry = try registry(["data": [:], "guard": [:]])
        #expect(registry.routes.map(\.plugin) == ["guard", "data"])
        #expect(registry.routes.last?.routes.map(\.pattern) == ["/late"])
    }

    @Test func aPluginThatIsOffHasNoRoutes() throws {
        #expect(try registry(["guard": ["enabled": true], "data": ["enabled": false]]).routes.map(\.plugin) == ["guard"])
    }

    @Test func aPluginThatIsNotNamedIsOff() throws {
        #expect(try registry(["guard": [:]]).routes.map(\.plugin) == ["guard"])
    }

    @Test func anUnknownPluginIsAFaultOfTheSettings() throws {
        let error = #expect(throws: SettingsError.self) { try registry(["guard": [:], "gurad": ["enabled": false]]) }
        #expect(try #require(error).diagnostics.map(\.key) == ["plugins.gurad"])
    }

    @Test func aPluginsOwnFaultsComeOut() throws {
        let error = #expect(throws: SettingsError.self) { try registry(["guard": ["colour": "red"]]) }
        #expect(try #require(error).diagnostics.map(\.message) == ["is not a known key"])
    }

    @Test func aFaultIsNotHiddenByThePluginThatMissesTheFaultyOne() throws {
        struct Dependent: Plugin {
            struct Lonely: Error {}
            static let name = "dependent"
            var routes: [Route] { [] }
        }
        let catalogue = PluginCatalogue(catalogue.entries + [.init(Dependent.self) { _ in throw Dependent.Lonely() }])
        let tree = SettingsTree.sample.setting("plugins", ["guard": ["colour": "red"], "dependent": [:]])
        let selection = try catalogue.selection(by: try HostSettings.decode(tree.node()).plugins)
        let error = #expect(throws: SettingsError.self) {
            try PluginRegistry(selection) { _, settings, services in .sample(settings: settings, services: services) }
        }
        #expect(try #require(error).diagnostics.map(\.key) == ["plugins.guard.colour"])
    }

    @Test func routesThatNobodyCouldUseAreRefused() {
        #expect(throws: PluginConflict.noTenantAuthenticator(plugin: "data")) { try registry(["data": [:]]) }
    }
}
