/// Where a PostgreSQL server listens: one host, or several of which the one is looked for that takes writes.
public struct ServerAddress: Sendable, Equatable {
    /// What who breaks the rule is told.
    public static let rule =
        "must be host names, addresses or folders of unix sockets with commas between them, and port one port or one for each host"

    /// As libpq reads it: names, addresses or folders of unix sockets with commas between them.
    public let host: String
    /// One port, or as many as there are hosts, with commas between them.
    public let port: String

    /// PostgreSQL's own port on this machine.
    public static let localhost = ServerAddress(checkedHost: "localhost", port: "5432")

    private init(checkedHost host: String, port: String) { (self.host, self.port) = (host, port) }

    /// Nil for what breaks the rule.
    public init?(host: String, port: String = "5432") {
        let hosts = host.split(separator: ",", omittingEmptySubsequences: false)
        let ports = port.split(separator: ",", omittingEmptySubsequences: false)
        guard hosts.allSatisfy(Self.isHost), ports.allSatisfy(Self.isPort), ports.count == 1 || ports.count == hosts.count else {
            return nil
        }
        self.host = host
        self.port = port
    }

    /// Whether another host takes over when one fails: then only the one that takes writes is connected to.
    public var hasStandbys: Bool { host.contains(",") }

    private static func isHost(_ text: Substring) -> Bool {
        (1...255).contains(text.utf8.count) && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            && Int(text).map { (1...65_535).contains($0) } == true
    }
}

/// libpq's `sslmode` (PostgreSQL, "SSL Mode Descriptions").
public enum SSLMode: String, Sendable, CaseIterable {
    case disable, allow, prefer, require
    case verifyCA = "verify-ca"
    case verifyFull = "verify-full"
}
