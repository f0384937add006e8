import ArgumentParser
import Contracts

/// A command that does something through what the plugins lend.
protocol ProductCommand: AsyncParsableCommand, Sendable {
    var options: ConfigOption { get }

    func perform(_ product: CommandContext) async throws
}

extension ProductCommand {
    func run() async throws {
        let command = self
        try await options.withPlatform { platform in
            let application = try Application(settings: platform.settings, platform: platform)
            try await command.perform(CommandContext(platform: platform, application: application))
        }
    }
}

/// What a command works with.
struct CommandContext: Sendable {
    /// As the audit trail names who uses the command line.
    static let actor = "cli"

    let platform: Platform
    let application: Application

    var servers: any ServerControl { platform.serverControl }
    var jobs: any JobQueue { application.jobs }

    /// What the provisioning plugin lends.
    ///
    /// - Throws: `ValidationError` where it is off.
    func require<Service>(_ service: KeyPath<PluginServices, Service?>) throws -> Service {
        guard let lent = application.services[keyPath: service] else {
            throw ValidationError("The provisioning plugin is off in the settings.")
        }
        return lent
    }
}
