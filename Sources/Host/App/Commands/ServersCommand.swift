import ArgumentParser
import Contracts

struct ServersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "servers",
        abstract: "Lists, adds, changes, drains, evacuates, closes and removes the servers of tenants' databases.",
        subcommands: [
            List.self, Add.self, Change.self, Drain.self, Evacuate.self, Open.self, Close.self, Remove.self,
        ])

    struct List: ProductCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists all servers: name, state, region, weight, tenants of its capacity, ready databases, host, source.")

        @OptionGroup var options: ConfigOption

        func perform(_ product: CommandContext) async throws {
            let ready = try await product.application.services.serverStock?.readyDatabases() ?? [:]
            for server in try await product.servers.list() { print(server.line(ready: ready[server.description.name, default: 0])) }
        }
    }

    struct Drain: ProductCommand {
        static let configuration = CommandConfiguration(
            abstract: "Places no new tenants on a server; those that it has are served.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: ServerArgument

        func perform(_ product: CommandContext) async throws {
            let name = chosen.server
            try await product.servers.change(name, password: nil, actor: CommandContext.actor) { $0.state = .draining }
            print("\(name) takes no new tenants; it has \(try await product.servers.find(name).tenants).")
        }
    }

    struct Open: ProductCommand {
        static let configuration = CommandConfiguration(abstract: "Places new tenants on a server again.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: ServerArgument

        func perform(_ product: CommandContext) async throws {
            try await product.servers.change(chosen.server, password: nil, actor: CommandContext.actor) { $0.state = .open }
            print("\(chosen.server) takes new tenants.")
        }
    }

    struct Close: ProductCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a server without tenants out of use: no host connects to it any more.",
            discussion: "Ready databases, templates and their roles are removed from it first.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: ServerArgument
        @Flag(help: "The server will never answer again: what is on it is forgotten.") var lost = false

        func perform(_ product: CommandContext) async throws {
            let stock = product.application.services.serverStock
            try await product.servers.close(chosen.server, clearing: stock, isLost: lost, actor: CommandContext.actor)
            print("\(chosen.server) is closed.")
        }
    }

    struct Remove: ProductCommand {
        static let configuration = CommandConfiguration(abstract: "Forgets a closed server.")

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: ServerArgument

        func perform(_ product: CommandContext) async throws {
            try await product.servers.remove(chosen.server, actor: CommandContext.actor)
            print("\(chosen.server) is removed.")
        }
    }
}

/// A server, named as it is in the registry.
struct ServerArgument: ParsableArguments {
    @Argument(help: "The server's name.") var server: String
}

extension RegisteredServer {
    /// For a list.
    func line(ready: Int?) -> String {
        let capacity = description.capacity.map { " of \($0)" } ?? ""
        let columns = [
            description.name, description.state.rawValue, description.region ?? "-", "weight \(description.weight)",
            "\(tenants)\(capacity) tenants", ready.map { "\($0) ready" }, "\(description.address.host):\(description.address.port)",
            source.rawValue,
        ]
        return columns.compactMap { $0 }.joined(separator: "\t")
    }
}
