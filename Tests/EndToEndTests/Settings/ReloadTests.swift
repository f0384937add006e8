import Contracts
import Foundation
import TestSupport
import Testing

/// Settings changed while the host runs (SIGHUP), or between two starts: each toggle in both positions.
@Suite(.serialized) struct ReloadTests {
    private static let scene = Task { try await Scene() }

    private struct Scene: Sendable {
        let settings: SettingsCopy
        let stack: TestStack
        let owner: ProductAPI.Organization

        var api: ProductAPI { ProductAPI(stack.client) }

        init() async throws {
            settings = try SettingsCopy()
            stack = try TestStack(environment: settings.environment)
            owner = try await ProductAPI(stack.client).signUp("Reloaded")
        }

        func status(_ method: String, _ path: String) async throws -> Int {
            let body: JSONValue? = method == "POST" ? [:] : nil
            return try await api.call(method, path, body, token: owner.accessToken, operatorKey: stack.operatorKey).status
        }

        /// Takes the file over: at once, or by a new start.
        func apply(_ way: Way) async throws {
            switch way {
            case .reload: try stack.signal("host-1", SIGHUP)
            case .restart: try await stack.restartHosts()
            }
        }
    }

    enum Way: CaseIterable { case reload, restart }

    /// A plugin, those that must be off with it, and one of its routes with what that answers when the plugin is on.
    struct Toggle: Sendable, CustomTestStringConvertible {
        let plugin: String
        var dependents: [String] = []
        let method: String
        let path: String
        let statusWhenOn: Int

        var testDescription: String { plugin }
    }

    static let toggles = [
        Toggle(plugin: "crm", method: "GET", path: "/rest/people", statusWhenOn: 200),
        Toggle(plugin: "admin", method: "GET", path: "/api/admin/stats", statusWhenOn: 200),
        Toggle(plugin: "provisioning", method: "POST", path: "/api/auth/register-organization", statusWhenOn: 400),
        Toggle(plugin: "auth", dependents: ["crm", "provisioning"], method: "GET", path: "/api/me", statusWhenOn: 200),
    ]

    @Test(arguments: toggles, Way.allCases)
    func aPluginHasRoutesOnlyWhileItIsOn(toggle: Toggle, way: Way) async throws {
        let scene = try await Self.scene.value
        let names = [toggle.plugin] + toggle.dependents
        let host = try scene.stack.incarnation(of: "host-1")
        try scene.settings.switchPlugins(names, on: false)
        try await scene.apply(way)
        try await eventually { try await scene.status(toggle.method, toggle.path) == 404 }
        // Also to whoever may not know what there is.
        #expect(try await scene.api.call(toggle.method, toggle.path).status == 404)
        #expect(try await scene.status("GET", "/health") == 200)
        try scene.settings.switchPlugins(names, on: true)
        try await scene.apply(way)
        try await eventually { try await scene.status(toggle.method, toggle.path) == toggle.statusWhenOn }
        if way == .reload { #expect(try scene.stack.incarnation(of: "host-1") == host) }
    }

    @Test(arguments: Way.allCases)
    func signUpCanBeClosedToTheOutside(way: Way) async throws {
        let scene = try await Self.scene.value
        let register = { try await scene.api.call("POST", "/api/auth/register-organization", [:]) }
        try scene.settings.set("sign_up", to: "closed")
        try await scene.apply(way)
        try await eventually { try await register().status == 403 }
        #expect(try await register().code == "sign_up_closed")
        try scene.settings.set("sign_up", to: "open")
        try await scene.apply(way)
        try await eventually { try await register().status == 400 }
    }

    @Test(arguments: Way.allCases)
    func metricsAnswerOnlyWhileTheyAreOn(way: Way) async throws {
        let scene = try await Self.scene.value
        let (asDelivered, off) = (
            "# Whether /metrics answers. Default true\n  enabled:", "# Whether /metrics answers\n  enabled: false"
        )
        #expect(try await scene.status("GET", "/metrics") == 200)
        try scene.settings.replace(asDelivered, with: off)
        try await scene.apply(way)
        try await eventually { try await scene.status("GET", "/metrics") == 404 }
        try scene.settings.replace(off, with: asDelivered)
        try await scene.apply(way)
        try await eventually { try await scene.status("GET", "/metrics") == 200 }
    }

    /// PostgreSQL names the prepared statement that it executes, and says of others that they have no name.
    @Test(arguments: [true, false])
    func statementsArePreparedUnlessTheServerMustNotKeepThem(areKept: Bool) async throws {
        let scene = try await Self.scene.value
        try scene.settings.set("prepared_statements", to: "\(areKept)")
        try await scene.apply(.restart)
        try scene.stack.sql("ALTER SYSTEM SET log_statement = 'all'")
        try scene.stack.sql("SELECT pg_reload_conf()")
        try await eventually {
            _ = try await scene.status("GET", "/rest/people")
            let entries = try scene.stack.log("postgres").components(separatedBy: "LOG:  ")
            let last = entries.last { $0.hasPrefix("execute") && $0.contains("FROM \"person\"") }
            return last.map { $0.hasPrefix("execute <unnamed>") != areKept } ?? false
        }
        try scene.stack.sql("ALTER SYSTEM RESET log_statement")
        try scene.stack.sql("SELECT pg_reload_conf()")
        try scene.settings.restore()
    }

    @Test(arguments: [
        ("unknown key", "  max_parameter_bytes:", "  max_parametre_bytes:", "limits.max_parametre_bytes"),
        ("wrong type", "  max_parameter_bytes:", "  max_parameter_bytes: many", "limits.max_parameter_bytes"),
        ("broken YAML", "limits:\n", "limits: [\n", ""),
        ("unknown plugin", "plugins:\n", "plugins:\n  telepathy:\n    enabled: true\n", "plugins.telepathy"),
        ("impossible choice of plugins", "  auth:\n    enabled: true", "  auth:\n    enabled: false", ""),
    ])
    func aBadFileLeavesTheRunningSettingsInPlace(fault: String, passage: String, replacement: String, key: String) async throws {
        let scene = try await Self.scene.value
        let host = try scene.stack.incarnation(of: "host-1")
        let known = try scene.stack.log("host-1").utf8.count
        try scene.settings.replace(passage, with: replacement)
        try scene.stack.signal("host-1", SIGHUP)
        var news = ""
        try await eventually {
            news = String(decoding: Array(try scene.stack.log("host-1").utf8.dropFirst(known)), as: UTF8.self)
            return news.contains("not reloaded")
        }
        if !key.isEmpty {
            #expect(news.contains(key))
            #expect(news.contains(#/tm-settings-[-0-9A-F]+\.yaml:\d+:\d+/#))
        }
        #expect(try await scene.status("GET", "/rest/people") == 200)
        #expect(try scene.stack.incarnation(of: "host-1") == host)
        try scene.settings.restore()
    }
}
