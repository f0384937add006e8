/// The host of a link and perhaps a port: `example.com`, `example.com:8080`, `192.0.2.1`, `[2001:db8::1]:8080`. User names and
/// passwords are not part of a link worth keeping.
struct LinkOrigin {
    /// In lower case.
    let host: String
    let port: Int?
    /// An address or a name with a dot, rather than a name of the local network.
    let isQualified: Bool

    init?(_ authority: Substring) {
        let isBracketed = authority.hasPrefix("[")
        let end = isBracketed ? authority.lastIndex(of: "]").map(authority.index(after:)) : authority.lastIndex(of: ":")
        if isBracketed, end == nil { return nil }
        let host = authority[..<(end ?? authority.endIndex)]
        let rest = authority[host.endIndex...]
        if rest.isEmpty {
            port = nil
        } else {
            guard rest.first == ":", rest.dropFirst().utf8.allSatisfy(Self.isDigit), let port = Int(rest.dropFirst()),
                (1...65535).contains(port)
            else { return nil }
            self.port = port
        }
        guard isBracketed ? host.hasSuffix("]") && Self.isIPv6(host.dropFirst().dropLast()) : Self.isName(host) else { return nil }
        self.host = host.lowercased()
        isQualified = isBracketed || host.contains(".")
    }

    /// A name of labels, or an IPv4 address: a host whose last label is a number can only be that (WHATWG URL §3.5).
    private static func isName(_ host: Substring) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = labels.last, labels.allSatisfy(isLabel) else { return false }
        guard last.utf8.allSatisfy(isDigit) else { return true }
        return labels.count == 4 && labels.allSatisfy { $0.utf8.count <= 3 && UInt8($0) != nil }
    }

    /// What a label may hold, internationalized ones included (RFC 5890).
    private static func isLabel(_ label: Substring) -> Bool {
        !label.isEmpty
            && label.unicodeScalars.allSatisfy { scalar in
                guard scalar.isASCII else { return scalar.properties.isAlphabetic || scalar.properties.numericType != nil }
                return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
            }
    }

    /// Up to eight groups of hexadecimal digits, with one `::` for any number of groups of zero (RFC 4291 §2.2).
    private static func isIPv6(_ text: Substring) -> Bool {
        let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        let groups = halves.flatMap { $0.isEmpty ? [] : $0.split(separator: ":", omittingEmptySubsequences: false) }
        return (halves.count == 1 ? groups.count == 8 : halves.count == 2 && groups.count < 8)
            && groups.allSatisfy { (1...4).contains($0.utf8.count) && $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
