import ArgumentParser

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Runs the host until SIGTERM; SIGHUP reloads the settings.")

    @OptionGroup var options: ConfigOption

    func run() async throws {
        let settings = try options.settings()
        do {
            let platform = try Platform(settings: settings, for: .host)
            defer { platform.shutDownThreads() }
            try await HostServices(platform: platform, settingsFile: SettingsFile(path: options.config)).run()
        } catch {
            StandardError.write("error: \(FailureText.describe(error))")
            throw HostExitCode.unavailable.exit
        }
    }
}
