internal import Contracts

/// Reads a tenant's slug out of a request's host name, under the base domain of the settings.
struct HostNames: Sendable {
    enum Reading: Equatable {
        /// The host name stands outside the base domain, or is the base domain itself.
        case noTenant
        case slug(Slug)
        /// The host name stands under the base domain and cannot be a tenant's.
        case unknown
    }

    /// `.crm.example.com`, in lower case; nil when tenants have no host names.
    private let suffix: String?

    /// - Parameter baseDomain: `crm.example.com`; nil turns host names off.
    init(baseDomain: String?) { suffix = baseDomain.map { "." + $0.lowercased() } }

    /// - Parameter host: the `Host` field: a name in any case, perhaps with a port and a final dot.
    func read(_ host: String?) -> Reading {
        guard let suffix, let host else { return .noTenant }
        var name = host.lowercased()
        if let colon = name.lastIndex(of: ":"), name[name.index(after: colon)...].allSatisfy(\.isNumber) {
            name = String(name[..<colon])
        }
        if name.hasSuffix(".") { name.removeLast() }
        guard name.hasSuffix(suffix) else { return .noTenant }
        return Slug(name.dropLast(suffix.count)).map(Reading.slug) ?? .unknown
    }
}
