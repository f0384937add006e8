/// The statements that one connection has prepared, by their text. It is bounded: the least recently used one makes room.
struct StatementCache {
    struct Entry {
        /// The statement's name on the server.
        let name: String
        let mayChangeSession: Bool
        fileprivate var lastUse: UInt64
    }

    private var entries: [String: Entry] = [:]
    /// Names that the server still holds and nobody uses; they are deallocated along with the next preparation.
    private(set) var retired: [String] = []
    private let limit: Int
    /// Where the statement used last is: requests come in runs of the same, whose text is then one and the same string.
    private var last: (text: String, index: Dictionary<String, Entry>.Index)?
    private var uses: UInt64 = 0
    private var names: UInt64 = 0

    /// - Parameter limit: how many statements are kept; 0 where statements must not be prepared at all.
    init(limit: Int) { self.limit = limit }

    var isEnabled: Bool { limit > 0 }

    /// The statement, which counts as used now.
    mutating func use(_ text: String) -> Entry? {
        let index: Dictionary<String, Entry>.Index
        if let last, last.text == text {
            index = last.index
        } else {
            guard let found = entries.index(forKey: text) else { return nil }
            index = found
            last = (text, found)
        }
        uses += 1
        entries.values[index].lastUse = uses
        return entries.values[index]
    }

    /// A name that was never given before on this connection.
    mutating func makeName() -> String {
        names += 1
        return "s\(names)"
    }

    /// Records what the server has prepared.
    mutating func insert(_ text: String, name: String, mayChangeSession: Bool) {
        last = nil
        if entries.count >= limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            entries[oldest.key] = nil
            retired.append(oldest.value.name)
        }
        uses += 1
        entries[text] = Entry(name: name, mayChangeSession: mayChangeSession, lastUse: uses)
    }

    /// Takes the statement out, so that it is prepared anew.
    ///
    /// - Returns: false when it was not there.
    mutating func forget(_ text: String) -> Bool {
        last = nil
        guard let entry = entries.removeValue(forKey: text) else { return false }
        retired.append(entry.name)
        return true
    }

    /// The server no longer holds `name`.
    mutating func settle(_ name: String) { retired.removeAll { $0 == name } }
}
