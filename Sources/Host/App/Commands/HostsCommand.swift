import ArgumentParser
import Contracts
import HostRegistry

struct HostsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hosts", abstract: "Lists the hosts that hold a lease.", subcommands: [List.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists all hosts, the oldest first: name, start, time since its last renewal, changes not applied yet, id.")

        @OptionGroup var options: ConfigOption

        func run() async throws {
            try await options.withPlatform { platform in
                for host in try await RegistryHosts(registry: platform.registry).list() {
                    let columns = [
                        host.name, host.startedAt, "\(Int(host.silence / .milliseconds(1))) ms", "\(host.behind) behind",
                        host.id.canonical,
                    ]
                    print(columns.joined(separator: "\t"))
                }
            }
        }
    }
}
