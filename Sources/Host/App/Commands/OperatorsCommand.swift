import AdminPlugin
public import ArgumentParser
public import Contracts

struct OperatorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operators", abstract: "Makes, lists and revokes operators' keys.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a key and prints it, this once.")

        @OptionGroup var options: ConfigOption
        @Argument(help: "The key's name, which stands in the log at every use.") var name: String
        @Option(help: "operator or superadmin.") var role = OperatorRole.operator

        func run() async throws {
            let (name, role) = (name, role)
            try await options.withPlatform { platform in
                print(try await platform.operatorKeys.create(name: name, role: role, actor: "cli").reveal())
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all keys, revoked ones included.")

        @OptionGroup var options: ConfigOption

        func run() async throws {
            try await options.withPlatform { platform in
                for key in try await platform.operatorKeys.list() {
                    print(
                        [key.name, key.role.rawValue, key.createdAt, key.revokedAt.map { "revoked \($0)" } ?? "valid"].joined(
                            separator: "\t"))
                }
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revokes a key; every host refuses it from then on.")

        @OptionGroup var options: ConfigOption
        @Argument var name: String

        func run() async throws {
            let name = name
            try await options.withPlatform { platform in
                try await platform.operatorKeys.revoke(name: name, actor: "cli")
                print("\(name) is revoked.")
            }
        }
    }
}

extension OperatorRole: ExpressibleByArgument {}
