import ArgumentParser
import Contracts

extension ServersCommand {
    struct Add: ProductCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tries a PostgreSQL server and adds it; every host places tenants there at once.",
            discussion: "The password of its administrator is read from a file or, for '-', from the first line of standard input.")

        @OptionGroup var options: ConfigOption
        @Argument(help: "A name of lower-case letters, digits and hyphens, which never changes.") var name: String
        @OptionGroup var reach: ServerReachOptions
        @OptionGroup var use: ServerUseOptions

        func validate() throws {
            guard ServerDescription.isLabel(name), name != ServerDescription.reservedName else {
                throw ValidationError("The name \(ServerDescription.labelRule), and not '\(ServerDescription.reservedName)'.")
            }
            guard reach.host != nil else { throw ValidationError("--host is needed.") }
        }

        func perform(_ product: CommandContext) async throws {
            var server = ServerDescription(
                name: name, address: .localhost, adminUser: ServerDescription.defaultAdminUser)
            reach.apply(to: &server)
            use.apply(to: &server)
            try await product.servers.add(server, password: try reach.password() ?? Secret(""), actor: CommandContext.actor)
            print("\(name) takes new tenants.")
        }
    }

    struct Change: ProductCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "Sets what a server is used for, or how it is reached.",
            discussion: """
                The administrator's password is good for the place that it was given for. Where host, port, sslmode, sslrootcert or user \
                change it is needed again, and whoever gives it says the host, too.
                """)

        @OptionGroup var options: ConfigOption
        @OptionGroup var chosen: ServerArgument
        @OptionGroup var reach: ServerReachOptions
        @OptionGroup var use: ServerUseOptions

        func validate() throws {
            guard reach.passwordFile == nil || reach.host != nil else {
                throw ValidationError("--password-file needs --host: the password is for that place alone.")
            }
        }

        func perform(_ product: CommandContext) async throws {
            let (reach, use) = (reach, use)
            try await product.servers.change(chosen.server, password: try reach.password(), actor: CommandContext.actor) { server in
                reach.apply(to: &server)
                use.apply(to: &server)
            }
            print(try await product.servers.find(chosen.server).line(ready: nil))
        }
    }
}
