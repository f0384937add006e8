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
        /// libpq's `sslmode` (PostgreSQL, "SSL Mode Descriptions").
        public enum SSLMode: String, Sendable, CaseIterable {
            case disable, allow, prefer, require
            case verifyCA = "verify-ca"
            case verifyFull = "verify-full"
        }

        /// Its name in the registry; tenants are placed by it, so it never changes.
        public let name: String
        /// A host name, several with commas between them for failover, or the folder of a unix socket.
        public let host: String
        public let port: Int
        /// A role that may create roles and databases. It is used for lifecycle work alone, never for a tenant's request.
        public let adminUser: String
        /// Nil where the server asks the role for none.
        public let adminPassword: Secret?
        public let sslMode: SSLMode
        public let sslRootCertificate: String?
        /// Most connections of this host to the server, of all tenants together.
        public let maxConnections: Int
        public let usesPreparedStatements: Bool
        public let acceptsNewTenants: Bool

        init(_ decoder: inout SettingsDecoder) {
            name = decoder.requiredString("name")
            host = decoder.string("host", default: "localhost")
            port = decoder.integer("port", default: 5_432, in: 1...65_535)
            adminUser = decoder.string("admin_user", default: "postgres")
            adminPassword = decoder.optionalSecret("admin_password")
            sslMode = decoder.choice("sslmode", default: .prefer)
            sslRootCertificate = decoder.optionalString("sslrootcert")
            maxConnections = decoder.integer("max_connections", default: 80, in: 1...100_000)
            usesPreparedStatements = decoder.bool("prepared_statements", default: true)
            acceptsNewTenants = decoder.bool("accepts_new_tenants", default: true)
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
