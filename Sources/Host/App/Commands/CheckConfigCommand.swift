import ArgumentParser

struct CheckConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config", abstract: "Reads the settings as serve would, and says what is wrong with them.")

    @OptionGroup var options: ConfigOption

    func run() throws {
        let settings = try options.settings()
        do {
            // The plugins judge their own parts when they are made; making them needs threads but no database.
            let platform = try Platform(settings: settings, for: .command)
            defer { platform.shutDownThreads() }
            _ = try Application(settings: settings, platform: platform)
        } catch {
            StandardError.write(FailureText.describe(error))
            throw HostExitCode.badSettings.exit
        }
        print("\(options.config) is in order.")
    }
}
