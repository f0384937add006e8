/// The host of an upstream's URL, and what it may be (RFC 3986 §3.2.2).
enum UpstreamHost: Sendable, Equatable {
    /// Four octets in decimal.
    case address([UInt8])
    /// A DNS name in lower case.
    case name(String)

    /// Nil for IPv6 addresses too, and for what resolvers take for an address without its looking like one (`127.1`, `0x7f000001`).
    init?(_ text: some StringProtocol) {
        let text = text.lowercased()
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        if let octets = Self.octets(labels) {
            self = .address(octets)
        } else {
            guard text.utf8.count <= 253, labels.allSatisfy(Self.isLabel), Self.beginsWithLetter(labels.last) else { return nil }
            self = .name(text)
        }
    }

    /// Whether no tenant can make the host be another machine than the operator meant: an address is what it is, and these names
    /// are in no public DNS (RFC 6761, RFC 6762, and ICANN's reservation of `internal`).
    var isPrivatelyNamed: Bool {
        switch self {
        case .address: true
        case .name(let name): !name.contains(".") || name.hasSuffix(".internal") || name.hasSuffix(".local")
        }
    }

    /// Whether it can be nobody's server: unspecified, link-local (where clouds keep their machines' credentials), multicast or
    /// reserved (RFC 6890).
    var isOffLimits: Bool {
        switch self {
        case .address(let octets): octets[0] == 0 || octets[0] >= 224 || octets.starts(with: [169, 254])
        case .name(let name): name == "metadata.google.internal"
        }
    }

    private static func octets(_ labels: [Substring]) -> [UInt8]? {
        guard labels.count == 4 else { return nil }
        let octets = labels.compactMap { label in UInt8(label).flatMap { String($0) == label ? $0 : nil } }
        return octets.count == 4 ? octets : nil
    }

    /// RFC 1123 §2.1.
    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy {
                isLetter($0) || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) || $0 == UInt8(ascii: "-")
            }
    }

    private static func beginsWithLetter(_ label: Substring?) -> Bool { label?.utf8.first.map(isLetter) ?? false }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
}

extension UpstreamHost: CustomStringConvertible {
    var description: String {
        switch self {
        case .address(let octets): octets.map(String.init).joined(separator: ".")
        case .name(let name): name
        }
    }
}
