import Foundation
import TestSupport
import Testing

/// A host with faulty settings does not start; it says what is wrong and where, all at once, and never shows a value.
@Suite struct StartUpRefusalTests {
    private static let configurationFault: Int32 = 78
    private static let file = TestStack.repository.appending(path: "conf/tenant-manager.yaml").path

    /// An environment in which nothing is missing.
    private static let complete = [
        "GLOBAL_DATABASE_URL": "postgresql://u:registry-word@127.0.0.1:1/registry",
        "JWT_SECRET": String(repeating: "jw", count: 16),
        "ENCRYPTION_KEY": String(repeating: "0b", count: 32), "POSTGRES_ADMIN_PASSWORD": "admin-word",
        "LISTEN_SOCKET": "/tmp/tm-never-\(UUID().uuidString.prefix(8)).sock",
    ]

    private func run(_ command: String, _ changes: [String: String?], file: String = file) throws -> HostProgram.Outcome {
        var environment = Self.complete
        for (name, value) in changes { environment[name] = value }
        return try HostProgram.run([command, "--config", file], environment: environment)
    }

    @Test func completeSettingsAreInOrder() throws {
        let outcome = try run("check-config", [:])
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.contains("in order"))
    }

    @Test(
        arguments: [
            ("JWT_SECRET", nil, "security.jwt_secret"), ("JWT_SECRET", "thirty-one-bytes-are-too-few-..", "security.jwt_secret"),
            ("ENCRYPTION_KEY", nil, "security.encryption_key"),
            ("ENCRYPTION_KEY", "not-thirty-two-bytes", "security.encryption_key"),
            ("GLOBAL_DATABASE_URL", nil, "registry.url"), ("GLOBAL_DATABASE_URL", "not-an-address", "registry.url"),
            ("ENABLE_MULTI_TENANCY", "false", "tenancy.single_tenant.admin_email"),
            ("MAX_CONNECTIONS_PER_TENANT", "plenty", "pools.max_connections_per_tenant"),
            ("JWT_EXPIRES_IN", "a-while", "plugins.auth.access_token_lifetime"),
        ] as [(String, String?, String)])
    func serveRefusesAMissingOrFaultySetting(variable: String, value: String?, key: String) throws {
        for command in ["serve", "check-config"] {
            let outcome = try run(command, [variable: value])
            #expect(outcome.exitCode == Self.configurationFault)
            #expect(outcome.errors.contains(#/tenant-manager\.yaml:\d+:\d+/#))
            #expect(outcome.errors.contains(key))
            if let value, key.hasPrefix("security.") || key == "registry.url" { #expect(!outcome.errors.contains(value)) }
            for secret in ["registry-word", "jwjw", "0b0b", "admin-word"] { #expect(!outcome.errors.contains(secret)) }
        }
    }

    @Test(arguments: ["JWT_SECRET", "ENCRYPTION_KEY", "GLOBAL_DATABASE_URL"])
    func aSecretsFileThatIsNotThereIsNamed(variable: String) throws {
        let outcome = try run("serve", [variable: nil, variable + "_FILE": "/nonexistent/secret"])
        #expect(outcome.exitCode == Self.configurationFault)
        #expect(outcome.errors.contains(variable + "_FILE"))
    }

    @Test func pluginsThatDoNotWorkTogetherAreOneSentence() throws {
        let settings = try SettingsCopy()
        try settings.switchPlugins(["auth"], on: false)
        for command in ["serve", "check-config"] {
            let outcome = try run(command, [:], file: settings.file.path)
            #expect(outcome.exitCode == Self.configurationFault)
            #expect(outcome.errors.contains("'auth'") || outcome.errors.contains("no plugin that is enabled"))
            #expect(outcome.errors.split(separator: "\n").count == 1)
        }
    }

    @Test func checkConfigShowsAllFaultsAtOnce() throws {
        let settings = try SettingsCopy()
        try settings.replace("  max_parameter_bytes:", with: "  max_parametre_bytes:")
        try settings.set("backlog", to: "many")
        try settings.set("refresh_grace_seconds", to: "-1")
        try settings.set("metadata_refresh_seconds", to: "[]")
        let outcome = try run("check-config", ["JWT_SECRET": nil], file: settings.file.path)
        #expect(outcome.exitCode == Self.configurationFault)
        let keys = [
            "limits.max_parametre_bytes", "listen.backlog", "security.jwt_secret", "plugins.auth.refresh_grace_seconds",
            "plugins.crm.metadata_refresh_seconds",
        ]
        for key in keys { #expect(outcome.errors.contains(key), "\(key)") }
    }

    @Test func aRegistryThatDoesNotAnswerIsOneSentence() throws {
        let outcome = try run("serve", [:])
        #expect(outcome.exitCode == 69)
        #expect(outcome.errors.contains("PostgreSQL cannot be reached"))
        #expect(!outcome.errors.contains("registry-word"))
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }
}
