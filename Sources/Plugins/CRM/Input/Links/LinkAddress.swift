/// Addresses of web pages as they are stored: the origin in lower case and without its scheme's usual port, and without a single
/// slash at the end. An internationalized host stays in its own script.
enum LinkAddress {
    /// Nil for what is no http or https address; a host without a scheme is kept as it was typed.
    static func normalise(_ text: String) -> String? {
        guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }) else { return nil }
        guard let separator = text.firstRange(of: "://") else {
            // A name alone is a page's only where a scheme says so.
            guard let origin = LinkOrigin(authority(of: text[...])), origin.isQualified else { return nil }
            return text
        }
        let scheme = text[..<separator.lowerBound].lowercased()
        let rest = text[separator.upperBound...]
        let authority = authority(of: rest)
        guard scheme == "http" || scheme == "https", let origin = LinkOrigin(authority) else { return nil }
        let isUsualPort = origin.port == (scheme == "https" ? 443 : 80)
        let port = origin.port.map { isUsualPort ? "" : ":\($0)" } ?? ""
        let address = scheme + "://" + origin.host + port + rest[authority.endIndex...]
        return address.hasSuffix("/") ? String(address.dropLast()) : address
    }

    private static func authority(of text: Substring) -> Substring { text.prefix { $0 != "/" && $0 != "?" && $0 != "#" } }
}
