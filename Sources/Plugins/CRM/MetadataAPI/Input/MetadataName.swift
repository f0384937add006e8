/// The names under which objects and fields appear in paths, JSON, tables and columns.
enum MetadataName {
    /// Bytes that PostgreSQL keeps of an identifier (NAMEDATALEN - 1).
    static let identifierLimit = 63

    /// - Throws: `MetadataFault.invalidName`.
    static func check(_ name: String, of subject: MetadataFault.Subject) throws(MetadataFault) {
        guard let first = name.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first),
            name.utf8.allSatisfy(isAlphanumeric)
        else { throw .invalidName(String(name.prefix(100)), .camelCase, subject) }
        guard name.utf8.count <= identifierLimit else {
            throw .invalidName(String(name.prefix(100)), .length(limit: identifierLimit), subject)
        }
        let reserved = subject == .object ? reservedForObjects : reservedForFields
        guard !reserved.contains(name) else { throw .invalidName(name, .reserved, subject) }
    }

    /// The name that belongs to a label: `Launch pad 39A` is `launchPad39A`. Empty when the label has nothing to make a name of.
    static func name(for label: String) -> String {
        let words = label.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
        let joined = words.enumerated().map { index, word in
            index == 0 ? word.prefix(1).lowercased() + word.dropFirst() : word.prefix(1).uppercased() + word.dropFirst()
        }.joined()
        return joined.first?.isNumber == true ? "n" + joined : joined
    }

    /// First segments of paths below `/rest` that are no objects, and what stands behind an object's plural.
    private static let reservedForObjects: Set<String> = [
        "metadata", "batch", "restore", "duplicates", "groupBy", "merge", "openApi", "object", "objects", "field", "fields",
        "relation", "relations", "workspace", "workspaces", "user", "users", "role", "roles", "view", "views", "webhook",
        "webhooks",
        "apiKey", "apiKeys", "event", "events", "type", "types", "index", "indexes",
    ]

    /// Words of the filter's grammar, and keys that answers about groups have beside an object's own.
    private static let reservedForFields: Set<String> = [
        "and", "or", "not", "totalCount", "records", "aggregate", "connect", "disconnect",
    ]

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
