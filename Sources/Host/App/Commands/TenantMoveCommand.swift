import ArgumentParser
import Contracts

struct TenantMoveCommand: TenantCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Moves a tenant's database to another server while it is served.",
        discussion: "A move that is interrupted is finished or undone by a host.")

    @OptionGroup var options: ConfigOption
    @OptionGroup var chosen: TenantArgument
    @Option(name: .customLong("to"), help: "The server's name.") var server: String

    func change(_ tenant: TenantID, _ product: CommandContext) async throws -> String {
        try await product.require(\.moving).move(tenant, to: server, actor: CommandContext.actor)
        return "The tenant is served from \(server)."
    }
}
