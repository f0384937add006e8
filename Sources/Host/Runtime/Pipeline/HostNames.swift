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
    private let suffix: [UInt8]?

    /// - Parameter baseDomain: `crm.example.com`; nil turns host names off.
    init(baseDomain: String?) { suffix = baseDomain.map { Array(".\($0)".lowercased().utf8) } }

    /// Whether any host name can name a tenant.
    var areUsed: Bool { suffix != nil }

    /// - Parameter host: the `Host` field: a name in any case, perhaps with a port and a final dot.
    func read(_ host: String?) -> Reading {
        guard let suffix, let host else { return .noTenant }
        var name = host.utf8[...]
        if let colon = name.lastIndex(of: UInt8(ascii: ":")), name[colon...].dropFirst().allSatisfy(Self.isDigit) {
            name = name[..<colon]
        }
        if name.last == UInt8(ascii: ".") { name = name.dropLast() }
        guard name.count >= suffix.count, name.suffix(suffix.count).elementsEqual(suffix, by: { Self.lowercased($0) == $1 }) else {
            return .noTenant
        }
        let label = String(decoding: name.dropLast(suffix.count).map(Self.lowercased), as: UTF8.self)
        return Slug(label).map(Reading.slug) ?? .unknown
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
