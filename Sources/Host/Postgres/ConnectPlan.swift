internal import Contracts
internal import HostReactor

/// How to reach a target: its hosts one after another, each with a share of the time.
///
/// libpq would go through a list of hosts by itself, but asynchronously it neither limits the time for each nor looks names up without
/// blocking; so it is given one address at a time.
struct ConnectPlan {
    /// One address to try.
    struct Endpoint: Equatable {
        /// A name, for TLS to verify, or the folder of a unix socket; nil is libpq's default.
        var host: String?
        /// A numeric address, for which `host` need not be looked up.
        var address: String?
        var port: String?
        var sessionAttributes: String?
    }

    let hosts: [Endpoint]
    private let keywords: ConnectKeywords
    /// libpq's `connect_timeout`, for each address; nil divides the time that there is.
    private let timeout: Duration?

    /// - Throws: `DatabaseError.connectFailed` when the lists of hosts and ports do not fit together.
    init(_ target: ConnectionTarget, applicationName: String) throws(DatabaseError) {
        var keywords = ConnectKeywords.defaults(applicationName: applicationName)
        for (keyword, value) in target.parameters where !Self.ownKeywords.contains(keyword) { keywords.set(keyword, to: value) }
        keywords.set("options", to: Self.sessionOptions + (target.parameters["options"].map { " " + $0 } ?? ""))
        keywords.set("client_encoding", to: "UTF8")
        keywords.set("dbname", to: target.database)
        keywords.set("user", to: target.user)
        keywords.set("password", to: target.password.reveal())
        guard keywords.isRepresentable else { throw .connectFailed(.unreachable("a connection parameter holds a NUL")) }
        self.keywords = keywords
        timeout = target.parameters["connect_timeout"].flatMap(Int.init).flatMap { $0 > 0 ? .seconds(max(2, $0)) : nil }
        hosts = try Self.hosts(target.parameters)
    }

    /// What is tried in turn, every name replaced by its addresses.
    func resolved(
        in lane: BlockingLane, on reactor: Reactor, until deadline: ContinuousClock.Instant
    ) async throws(DatabaseError) -> [Endpoint] {
        var endpoints: [Endpoint] = []
        for host in hosts {
            guard let name = host.host, host.address == nil, !HostAddress.isUnixSocket(name), !HostAddress.isNumeric(name) else {
                endpoints.append(host)
                continue
            }
            for address in try await HostAddress.lookUp(name, in: lane, on: reactor, until: deadline) {
                var endpoint = host
                endpoint.address = address
                endpoints.append(endpoint)
            }
        }
        guard !endpoints.isEmpty else { throw .connectFailed(.unreachable("the host name is unknown")) }
        return endpoints
    }

    /// When to give one address up while `remaining` of them, it included, are to be tried until `deadline`.
    func limit(for remaining: Int, until deadline: ContinuousClock.Instant) -> ContinuousClock.Instant {
        let now = ContinuousClock.now
        return min(deadline, now + (timeout ?? now.duration(to: deadline) / remaining))
    }

    func keywords(for endpoint: Endpoint) -> ConnectKeywords {
        var keywords = keywords
        keywords.set("host", to: endpoint.host ?? "")
        keywords.set("hostaddr", to: endpoint.address ?? "")
        keywords.set("port", to: endpoint.port ?? "")
        keywords.set("target_session_attrs", to: endpoint.sessionAttributes ?? "")
        return keywords
    }

    /// What is the driver's to set, or is set for each address.
    private static let ownKeywords: Set = [
        "dbname", "user", "password", "options", "client_encoding", "host", "hostaddr", "port", "target_session_attrs",
    ]

    /// What text values are read and written by. The startup options win over what a role or a database sets for itself.
    private static let sessionOptions =
        "-c standard_conforming_strings=on -c DateStyle=ISO -c TimeZone=UTC -c IntervalStyle=postgres -c bytea_output=hex"
        + " -c extra_float_digits=1"

    /// The lists `host`, `hostaddr` and `port` side by side (libpq, "Specifying Multiple Hosts").
    private static func hosts(_ parameters: [String: String]) throws(DatabaseError) -> [Endpoint] {
        let names = list(parameters["host"])
        let addresses = list(parameters["hostaddr"])
        let ports = list(parameters["port"])
        let count = max(names.count, addresses.count, 1)
        guard [names.count, addresses.count].allSatisfy({ $0 == 0 || $0 == count }), ports.count <= 1 || ports.count == count else {
            throw .connectFailed(.unreachable("the lists of hosts and ports differ in length"))
        }
        let attributes = parameters["target_session_attrs"]
        // A standby is only preferred: after all hosts were asked for one, any will do.
        let rounds = attributes == "prefer-standby" ? ["standby", "any"] : [attributes]
        return rounds.flatMap { attributes in
            (0..<count).map { index in
                Endpoint(
                    host: names.isEmpty ? nil : names[index], address: addresses.isEmpty ? nil : addresses[index],
                    port: ports.count > 1 ? ports[index] : ports.first ?? nil, sessionAttributes: attributes)
            }
        }
    }

    private static func list(_ text: String?) -> [String?] {
        guard let text, !text.isEmpty else { return [] }
        return text.split(separator: ",", omittingEmptySubsequences: false).map { $0.isEmpty ? nil : String($0) }
    }
}

extension ConnectKeywords {
    /// What the target may override: a peer that is gone without a word is found out within half a minute, and Kerberos is not tried,
    /// whose libraries block.
    fileprivate static func defaults(applicationName: String) -> ConnectKeywords {
        var keywords = ConnectKeywords()
        keywords.set("fallback_application_name", to: applicationName)
        keywords.set("gssencmode", to: "disable")
        keywords.set("keepalives_idle", to: "15")
        keywords.set("keepalives_interval", to: "5")
        keywords.set("keepalives_count", to: "3")
        keywords.set("tcp_user_timeout", to: "10000")
        return keywords
    }
}
