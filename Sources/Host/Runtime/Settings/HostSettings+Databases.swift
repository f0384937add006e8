public import Contracts

extension HostSettings {
    /// The registry database, where tenants, accounts and keys are kept.
    public struct Registry: Sendable {
        /// A libpq connection URI or keyword string; it holds a password.
        public let url: Secret
        public let poolSize: Int

        init(_ decoder: inout SettingsDecoder) {
            url = decoder.requiredSecret("url")
            let text = url.reveal()
            if !text.isEmpty, !text.hasPrefix("postgres://"), !text.hasPrefix("postgresql://"), !text.contains("=") {
                decoder.report(key: "url", "must be a PostgreSQL connection URI")
            }
            poolSize = decoder.integer("pool_size", default: 8, in: 1...1_000)
        }
    }

    /// PostgreSQL's own client programs, `pg_dump` and `pg_restore`.
    public struct DatabaseTools: Sendable {
        /// The folder that they lie in; nil has the host look for them.
        public let folder: String?

        init(_ decoder: inout SettingsDecoder) {
            folder = decoder.optionalString("folder")
            if let folder, !folder.hasPrefix("/") { decoder.report(key: "folder", "must be an absolute path") }
        }
    }

    /// A PostgreSQL server that holds tenants' databases.
    public struct DatabaseServer: Sendable {
        public let description: ServerDescription
        /// Nil where the server asks the role for none.
        public let adminPassword: Secret?

        var name: String { description.name }

        init(_ decoder: inout SettingsDecoder) {
            let name = decoder.requiredString("name")
            if name.unicodeScalars.count > ServerDescription.nameLengths.upperBound || name == ServerDescription.reservedName {
                decoder.report(key: "name", "must be 63 characters long at most, and not '\(ServerDescription.reservedName)'")
            }
            let address = Self.address(&decoder)
            adminPassword = decoder.optionalSecret("admin_password")
            description = ServerDescription(
                name: name, address: address, sslMode: decoder.choice("sslmode", default: .prefer),
                sslRootCertificate: decoder.optionalString("sslrootcert"),
                adminUser: decoder.string("admin_user", default: ServerDescription.defaultAdminUser),
                maxConnections: decoder.integer(
                    "max_connections", default: ServerDescription.defaultMaxConnections, in: ServerDescription.maxConnectionsRange),
                usesPreparedStatements: decoder.bool("prepared_statements", default: true),
                region: decoder.optionalParsed("region", ServerDescription.labelRule) {
                    ServerDescription.isLabel($0) ? $0 : nil
                },
                weight: decoder.integer("weight", default: 1, in: ServerDescription.weightRange),
                capacity: decoder.optionalInteger("capacity", in: ServerDescription.capacityRange),
                state: decoder.bool("accepts_new_tenants", default: true) ? .open : .draining)
        }

        private static func address(_ decoder: inout SettingsDecoder) -> ServerAddress {
            let host = decoder.string("host", default: "localhost")
            let port = decoder.string("port", default: "5432")
            if let address = ServerAddress(host: host, port: port) { return address }
            decoder.report(key: "host", ServerAddress.rule)
            return .localhost
        }

        static func all(_ decoder: inout SettingsDecoder) -> [DatabaseServer] {
            let servers = decoder.each("database_servers") { DatabaseServer(&$0) }
            if servers.isEmpty { decoder.report(key: "database_servers", "must list one server at least") }
            if Set(servers.map(\.name)).count < servers.count {
                decoder.report(key: "database_servers", "must have names of their own")
            }
            return servers
        }
    }
}
