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
    /// Where the statements used last are, the newest first: requests come in runs of the same, whose texts are then the same
    /// strings, found without going through them.
    private var recent: [(text: String, index: Dictionary<String, Entry>.Index)] = []
    /// As many as belong to one request.
    private static let mostRecent = 4
    private var uses: UInt64 = 0
    private var names: UInt64 = 0

    /// - Parameter limit: how many statements are kept; 0 where statements must not be prepared at all.
    init(limit: Int) { self.limit = limit }

    var isEnabled: Bool { limit > 0 }

    /// The statement, which counts as used now.
    mutating func use(_ text: String) -> Entry? {
        guard let index = index(of: text) else { return nil }
        uses += 1
        entries.values[index].lastUse = uses
        return entries.values[index]
    }

    private mutating func index(of text: String) -> Dictionary<String, Entry>.Index? {
        if let known = recent.first(where: { $0.text == text }) { return known.index }
        guard let index = entries.index(forKey: text) else { return nil }
        if recent.count == Self.mostRecent { recent.removeLast() }
        recent.insert((text, index), at: 0)
        return index
    }

    /// A name that was never given before on this connection.
    mutating func makeName() -> String {
        names += 1
        return "s\(names)"
    }

    /// Records what the server has prepared.
    mutating func insert(_ text: String, name: String, mayChangeSession: Bool) {
        recent.removeAll(keepingCapacity: true)
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
        recent.removeAll(keepingCapacity: true)
        guard let entry = entries.removeValue(forKey: text) else { return false }
        retired.append(entry.name)
        return true
    }

    /// The server no longer holds `name`.
    mutating func settle(_ name: String) { retired.removeAll { $0 == name } }
}
