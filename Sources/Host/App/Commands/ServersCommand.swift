import ArgumentParser
import Contracts

struct ServersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "servers", abstract: "Lists, adds, drains, closes and removes the servers of tenants' databases.",
        subcommands: [List.self, Add.self, SetUse.self, Drain.self, Open.self, Close.self, Remove.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists all servers: name, state, region, weight, tenants of its capacity, ready databases, host, source.")

        @OptionGroup var options: ConfigOption

        func run() async throws {
            try await options.withServers { servers, stock in
                let ready = try await stock?.readyDatabases() ?? [:]
                for server in try await servers.list() { print(server.line(ready: ready[server.description.name, default: 0])) }
            }
        }
    }

    struct SetUse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "set", abstract: "Sets what a server is used for.")

        @OptionGroup var options: ConfigOption
        @Argument(help: "The server's name.") var name: String
        @OptionGroup var use: ServerUseOptions

        func run() async throws {
            let (name, use) = (name, use)
            try await options.withServers { servers, _ in
                try await servers.change(name, password: nil, actor: "cli") { use.apply(to: &$0) }
                print(try await servers.find(name).line(ready: nil))
            }
        }
    }

    struct Drain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Places no new tenants on a server; those that it has are served.")

        @OptionGroup var options: ConfigOption
        @Argument(help: "The server's name.") var name: String

        func run() async throws {
            let name = name
            try await options.withServers { servers, _ in
                try await servers.change(name, password: nil, actor: "cli") { $0.state = .draining }
                print("\(name) takes no new tenants; it has \(try await servers.find(name).tenants).")
            }
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Places new tenants on a server again.")

        @OptionGroup var options: ConfigOption
        @Argument(help: "The server's name.") var name: String

        func run() async throws {
            let name = name
            try await options.withServers { servers, _ in
                try await servers.change(name, password: nil, actor: "cli") { $0.state = .open }
                print("\(name) takes new tenants.")
            }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a server without tenants out of use: no host connects to it any more.",
            discussion: "Ready databases, templates and their roles are removed from it first.")

        @OptionGroup var options: ConfigOption
        @Argument(help: "The server's name.") var name: String
        @Flag(help: "The server will never answer again: what is on it is forgotten.") var lost = false

        func run() async throws {
            let (name, isLost) = (name, lost)
            try await options.withServers { servers, stock in
                try await servers.close(name, clearing: stock, isLost: isLost, actor: "cli")
                print("\(name) is closed.")
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Forgets a closed server.")

        @OptionGroup var options: ConfigOption
        @Argument(help: "The server's name.") var name: String

        func run() async throws {
            let name = name
            try await options.withServers { servers, _ in
                try await servers.remove(name, actor: "cli")
                print("\(name) is removed.")
            }
        }
    }
}

extension ConfigOption {
    /// Runs `body` with the servers, and what is kept on them for tenants to come; nil where the provisioning plugin is off.
    func withServers(_ body: @escaping @Sendable (any ServerControl, (any ServerStock)?) async throws -> Void) async throws {
        try await withPlatform { platform in
            let services = try Application(settings: platform.settings, platform: platform).services
            try await body(platform.serverControl, services.serverStock)
        }
    }
}

extension RegisteredServer {
    fileprivate func line(ready: Int?) -> String {
        let capacity = description.capacity.map { " of \($0)" } ?? ""
        let columns = [
            description.name, description.state.rawValue, description.region ?? "-", "weight \(description.weight)",
            "\(tenants)\(capacity) tenants", ready.map { "\($0) ready" }, "\(description.address.host):\(description.address.port)",
            source.rawValue,
        ]
        return columns.compactMap { $0 }.joined(separator: "\t")
    }
}
