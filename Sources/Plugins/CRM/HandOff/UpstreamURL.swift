/// Where a tenant's own server is: scheme, host and port, and nothing else.
///
/// Whoever owns a name in public DNS, perhaps the tenant, can have it point at any machine that nginx reaches. Over `https` such a
/// machine lacks the name's certificate, which nginx checks; over `http` nothing would stop it, so `http` goes only where DNS
/// cannot lead elsewhere.
struct UpstreamURL: Sendable, Equatable {
    enum Scheme: String, Sendable {
        case http, https

        fileprivate var port: Int { self == .http ? 80 : 443 }
    }

    let scheme: Scheme
    let host: UpstreamHost
    /// Nil is the scheme's own.
    let port: Int?

    /// What may be wrong with the text, each as the end of a sentence that begins with the field's name.
    enum Fault: String, Error {
        case malformed = "must be an http or https URL of at most 300 characters"
        case credentials = "must not hold a user or a password"
        case extra = "must not have a path, a query or a fragment"
        case host = "must name a host by its DNS name or its IPv4 address"
        case port = "must have a port from 1 to 65535"
        case offLimits = "must not be an address that belongs to no server of a tenant"
        case localhost = "must say 127.0.0.1, as name servers do not know localhost"
        case publicOverHTTP = "must be https, unless the host is an address or a name without public DNS"
        case addressOverHTTPS = "must name its host, for the certificate is checked against the name"
    }

    init(_ text: String) throws(Fault) {
        guard text.utf8.count <= 300, let separator = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<separator.lowerBound].lowercased())
        else { throw .malformed }
        var authority = text[separator.upperBound...]
        guard !authority.contains("@") else { throw .credentials }
        if authority.last == "/" { authority.removeLast() }
        guard !authority.contains(where: { "/?#\\".contains($0) }) else { throw .extra }
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, let host = UpstreamHost(name) else { throw .host }
        try Self.check(host, scheme)
        self.scheme = scheme
        self.host = host
        let port = parts.count > 1 ? try Self.port(parts[1]) : nil
        self.port = port == scheme.port ? nil : port
    }

    private static func check(_ host: UpstreamHost, _ scheme: Scheme) throws(Fault) {
        if host.isOffLimits { throw .offLimits }
        if host == .name("localhost") { throw .localhost }
        switch (scheme, host) {
        case (.http, _): if !host.isPrivatelyNamed { throw .publicOverHTTP }
        case (.https, .address): throw .addressOverHTTPS
        case (.https, .name): break
        }
    }

    private static func port(_ text: Substring) throws(Fault) -> Int {
        guard text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }), let port = Int(text),
            (1...65_535).contains(port)
        else { throw .port }
        return port
    }
}

extension UpstreamURL: CustomStringConvertible {
    var description: String { "\(scheme.rawValue)://\(host)" + (port.map { ":\($0)" } ?? "") }
}
