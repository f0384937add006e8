import ArgumentParser

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Runs the host until SIGTERM; SIGHUP reloads the settings.")

    @OptionGroup var options: ConfigOption

    func run() async throws {
        let settings = try options.settings()
        let platform = try orExit(.badSettings) { try Platform(settings: settings, for: .host) }
        defer { platform.shutDownThreads() }
        let services = try orExit(.badSettings) {
            try HostServices(platform: platform, settingsFile: SettingsFile(path: options.config))
        }
        do {
            try await services.run()
        } catch {
            throw exit(.unavailable, error)
        }
    }

    private func orExit<Result>(_ code: HostExitCode, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch { throw exit(code, error) }
    }

    private func exit(_ code: HostExitCode, _ error: any Error) -> ExitCode {
        StandardError.write("error: \(FailureText.describe(error))")
        return code.exit
    }
}
