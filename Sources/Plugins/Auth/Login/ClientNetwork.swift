/// What one client is held to own of the address space: an IPv4 address, or the /64 network of an IPv6 address, which any
/// subscriber can take addresses from at will (RFC 6177).
enum ClientNetwork {
    /// The network of an address as nginx writes it in `REMOTE_ADDR`; text of another kind stands for itself.
    static func of(_ address: String) -> String {
        guard address.contains(":") else { return address }
        let mapped = "::ffff:"
        if address.lowercased().hasPrefix(mapped), address.contains(".") { return String(address.dropFirst(mapped.count)) }
        let sides = address.lowercased().split(separator: ":", omittingEmptySubsequences: false)
        guard let gap = sides.dropFirst().dropLast().firstIndex(of: "") else { return join(sides) }
        let head = sides[..<gap].filter { !$0.isEmpty }
        let tail = sides[gap...].filter { !$0.isEmpty }
        let zeros = [Substring](repeating: "0", count: max(0, 8 - head.count - tail.count))
        return join(head + zeros + tail)
    }

    private static func join(_ groups: [Substring]) -> String {
        groups.prefix(4).map { group in
            let digits = group.drop { $0 == "0" }
            return digits.isEmpty ? "0" : String(digits)
        }.joined(separator: ":") + "::/64"
    }
}
