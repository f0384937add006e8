import ArgumentParser

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Brings the registry to this program's schema; serve does the same at start.")

    @OptionGroup var options: ConfigOption

    func run() async throws {
        try await options.withPlatform { platform in
            try await platform.migrateRegistry()
            print("The registry is migrated.")
        }
    }
}
