import AdminPlugin
import ArgumentParser
import Contracts

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Prepares a new installation: migrates the registry and makes the first operator key. Safe to repeat.")

    @OptionGroup var options: ConfigOption

    @Option(help: "Where the key is written, readable by its owner alone; made only while no operator key exists.")
    var operatorKeyFile: String

    func run() async throws {
        let file = operatorKeyFile
        try await options.withPlatform { platform in
            try await platform.migrateRegistry()
            let keys = platform.operatorKeys
            guard try await keys.list().isEmpty else { return }
            // The file comes first: a key that could not be written down would be lost.
            let keyFile = try KeyFile(path: file)
            try keyFile.write(try await keys.create(name: "first", role: .superadmin, actor: "cli"))
        }
    }
}
