import ArgumentParser
import Contracts

struct TenantMoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Moves a tenant's database to another server while it is served.",
        discussion: "A move that is interrupted is finished or undone by a host.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var chosen: TenantArgument
    @Option(name: .customLong("to"), help: "The server's name.") var server: String

    func run() async throws {
        let (chosen, server) = (chosen, server)
        try await options.withMoving { platform, moving in
            try await moving.move(try await chosen.find(in: platform).id, to: server, actor: "cli")
            print("The tenant is served from \(server).")
        }
    }
}
