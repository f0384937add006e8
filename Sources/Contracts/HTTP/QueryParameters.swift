/// The query of a URL, decoded as HTML forms are (see `PercentDecoding.decodeForm`), in order, with repeated names kept.
public struct QueryParameters: Sendable {
    private let entries: [(name: String, value: String)]

    /// - Throws: `RequestFault.malformedQuery` for a NUL.
    public init(_ query: String) throws(RequestFault) {
        var entries: [(name: String, value: String)] = []
        for pair in query.utf8.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentDecoding.decodeForm(parts[0]),
                let value = parts.count > 1 ? PercentDecoding.decodeForm(parts[1]) : ""
            else { throw .malformedQuery }
            entries.append((name, value))
        }
        self.entries = entries
    }

    /// The value of `name`; nil when it is absent or given more than once.
    public func single(_ name: String) -> String? {
        let found = all(name)
        return found.count == 1 ? found[0] : nil
    }

    public func all(_ name: String) -> [String] {
        entries.lazy.filter { $0.name == name }.map(\.value)
    }

    public var names: [String] { entries.map(\.name) }
}
