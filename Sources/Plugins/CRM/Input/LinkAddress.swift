/// Addresses of web pages as they are stored: the origin in lower case, without a single slash at the end.
enum LinkAddress {
    /// Nil for what is no http or https address; a host without a scheme is kept as it was typed.
    static func normalise(_ text: String) -> String? {
        guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else { return nil }
        guard let separator = text.firstRange(of: "://") else { return isHost(host(of: text[...])) ? text : nil }
        let scheme = text[..<separator.lowerBound].lowercased()
        let rest = text[separator.upperBound...]
        let authority = host(of: rest)
        guard scheme == "http" || scheme == "https", isHost(authority) else { return nil }
        let address = scheme + "://" + authority.lowercased() + rest[authority.endIndex...]
        return address.hasSuffix("/") ? String(address.dropLast()) : address
    }

    private static func host(of text: Substring) -> Substring { text.prefix { $0 != "/" && $0 != "?" && $0 != "#" } }

    /// `example.com`, `example.com:8080`; user names and passwords are not part of a link worth keeping.
    private static func isHost(_ text: Substring) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, parts.count <= 2 else { return false }
        if parts.count == 2 {
            guard let port = Int(parts[1]), (1...65535).contains(port), parts[1].allSatisfy(\.isNumber) else { return false }
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                !label.isEmpty && label.unicodeScalars.allSatisfy { isLabelCharacter($0) }
            }
    }

    /// What a label of a host name may hold, internationalized ones included (RFC 5890).
    private static func isLabelCharacter(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return true }
        return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
    }
}
