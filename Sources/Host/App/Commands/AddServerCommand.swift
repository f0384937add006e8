public import ArgumentParser
public import Contracts

extension ServersCommand {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tries a PostgreSQL server and adds it; every host places tenants there at once.",
            discussion: "The password of its administrator is read from a file or, for '-', from the first line of standard input.")

        @OptionGroup var options: ConfigOption
        @Argument(help: "A name of lower-case letters, digits and hyphens, which never changes.") var name: String
        @Option(help: "Host name, several with commas between them, or the folder of a unix socket.") var host: String
        @Option(help: "One port, or one for each host.") var port = "5432"
        @Option(help: "A role that may create roles and databases.") var adminUser = ServerDescription.defaultAdminUser
        @Option(help: "The file that holds its password; - is standard input.") var passwordFile: String?
        @Option(help: "libpq's sslmode.") var sslmode = SSLMode.prefer
        @Option(help: "A file of trusted certificates.") var sslrootcert: String?
        @Option(help: "Connections of each host to the server.") var maxConnections = ServerDescription.defaultMaxConnections
        @Flag(inversion: .prefixedNo, help: "Off behind a pooler in transaction mode.") var preparedStatements = true
        @OptionGroup var use: ServerUseOptions

        func validate() throws {
            guard ServerDescription.isLabel(name), name != ServerDescription.reservedName else {
                throw ValidationError("The name \(ServerDescription.labelRule), and not '\(ServerDescription.reservedName)'.")
            }
            guard ServerAddress(host: host, port: port) != nil else { throw ValidationError("--host \(ServerAddress.rule).") }
            guard ServerDescription.maxConnectionsRange.contains(maxConnections) else {
                throw ValidationError("--max-connections must be 1 at least.")
            }
        }

        func run() async throws {
            guard let address = ServerAddress(host: host, port: port) else {
                throw ValidationError("--host \(ServerAddress.rule).")
            }
            var server = ServerDescription(
                name: name, address: address, sslMode: sslmode, sslRootCertificate: sslrootcert, adminUser: adminUser,
                maxConnections: maxConnections, usesPreparedStatements: preparedStatements)
            use.apply(to: &server)
            let line = try passwordFile.flatMap { try LinesOfFile(path: $0).first { _ in true } }
            let password = Secret(String(decoding: line ?? [], as: UTF8.self))
            try await options.withServers { [server] servers, _ in
                try await servers.add(server, password: password, actor: "cli")
                print("\(server.name) takes new tenants.")
            }
        }
    }
}

/// What a server is used for.
struct ServerUseOptions: ParsableArguments {
    private static let none = "none"

    @Option(help: "What sign-ups and plans may ask for; 'none' takes it away.") var region: String?
    @Option(help: "How many tenants it takes for each one that a server of weight 1 takes.") var weight: Int?
    @Option(help: "How many tenants may lie there; 'none' sets no limit.") var capacity: String?

    func validate() throws {
        if let region, region != Self.none, !ServerDescription.isLabel(region) {
            throw ValidationError("--region \(ServerDescription.labelRule).")
        }
        if let weight, !ServerDescription.weightRange.contains(weight) { throw ValidationError("--weight must be 1 at least.") }
        if let capacity, capacity != Self.none, Int(capacity).map(ServerDescription.capacityRange.contains) != true {
            throw ValidationError("--capacity must be a whole number, or none.")
        }
    }

    func apply(to server: inout ServerDescription) {
        if let region { server.region = region == Self.none ? nil : region }
        if let weight { server.weight = weight }
        if let capacity { server.capacity = Int(capacity) }
    }
}

extension SSLMode: ExpressibleByArgument {}
