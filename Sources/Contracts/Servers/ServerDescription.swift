/// All that is known of a server that holds tenants' databases, but for the password of its administrator.
public struct ServerDescription: Sendable, Equatable {
    /// Of this host to the server, of all tenants together.
    public static let defaultMaxConnections = 80
    public static let maxConnectionsRange = 1...100_000
    public static let weightRange = 1...1_000_000
    public static let capacityRange = 0...10_000_000
    public static let nameLengths = 1...63
    /// The pools know the registry's server by it.
    public static let reservedName = "registry"
    public static let defaultAdminUser = "postgres"

    /// Tenants are placed by it, so it never changes.
    public let name: String
    public var address: ServerAddress
    public var sslMode: SSLMode
    /// A file on the hosts; nil is libpq's own.
    public var sslRootCertificate: String?
    /// A role that may create roles and databases. It is used for lifecycle work alone, never for a tenant's request.
    public var adminUser: String
    /// Most connections of each host to the server, of all tenants together.
    public var maxConnections: Int
    /// Off behind a pooler in transaction mode.
    public var usesPreparedStatements: Bool
    /// What sign-ups and plans may ask for; nil is nowhere in particular.
    public var region: String?
    /// How many tenants it takes for each one that a server of weight 1 takes.
    public var weight: Int
    /// How many tenants may lie there; nil sets no limit.
    public var capacity: Int?
    public var state: ServerState

    public init(
        name: String, address: ServerAddress, sslMode: SSLMode = .prefer, sslRootCertificate: String? = nil, adminUser: String,
        maxConnections: Int = defaultMaxConnections, usesPreparedStatements: Bool = true, region: String? = nil, weight: Int = 1,
        capacity: Int? = nil, state: ServerState = .open
    ) {
        self.name = name
        self.address = address
        self.sslMode = sslMode
        self.sslRootCertificate = sslRootCertificate
        self.adminUser = adminUser
        self.maxConnections = maxConnections
        self.usesPreparedStatements = usesPreparedStatements
        self.region = region
        self.weight = weight
        self.capacity = capacity
        self.state = state
    }

    /// A DNS label (RFC 1123 §2.1) of lower-case letters: the rule for names that operators give, and for regions.
    public static let labelRule = "must be 1 to 63 lower-case letters, digits and inner hyphens"

    public static func isLabel(_ text: String) -> Bool {
        guard nameLengths.contains(text.utf8.count), text.utf8.first != hyphen, text.utf8.last != hyphen else { return false }
        return text.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == hyphen
        }
    }

    private static let hyphen = UInt8(ascii: "-")
}
