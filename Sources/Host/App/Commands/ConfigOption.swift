import ArgumentParser
import Contracts
import HostRuntime

/// The settings file, which every command reads.
struct ConfigOption: ParsableArguments {
    @Option(help: "The settings file; that of TENANT_MANAGER_CONFIG in the environment comes before this one.")
    var config = SettingsFile.usualPath

    /// Reads the settings; their faults go to standard error, all at once, and the command ends.
    func settings() throws -> HostSettings {
        do {
            return try SettingsFile(path: config).load()
        } catch {
            StandardError.write(error.description)
            throw HostExitCode.badSettings.exit
        }
    }

    /// Runs `body` with a platform made of the settings. What fails is one clear sentence, without a secret.
    func withPlatform(_ body: @escaping @Sendable (Platform) async throws -> Void) async throws {
        let settings = try settings()
        do {
            let platform = try Platform(settings: settings, for: .command)
            defer { platform.shutDownThreads() }
            try await platform.running { try await body(platform) }
        } catch {
            StandardError.write("error: \(FailureText.describe(error))")
            throw HostExitCode.failure.exit
        }
    }
}
