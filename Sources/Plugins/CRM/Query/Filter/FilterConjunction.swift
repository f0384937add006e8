/// `and(…)`, `or(…)` or `not(…)` as it stands in a filter.
struct FilterConjunction {
    enum Word: String, CaseIterable {
        case and, or, not
    }

    let word: Word
    let text: Substring
    /// What stands between the brackets.
    let content: Substring

    /// Nil for a text that does not begin with one of the words and a bracket, and end with a bracket, or has nothing between them.
    init?(_ text: Substring) {
        guard text.utf8.last == UInt8(ascii: ")"), let open = text.utf8.firstIndex(of: UInt8(ascii: "(")),
            let word = Word(rawValue: String(text[..<open]))
        else { return nil }
        self.word = word
        self.text = text
        content = Substring(text.utf8[open...].dropFirst().dropLast())
        if content.isEmpty { return nil }
    }

    /// The conditions in the list between the brackets of `text`.
    ///
    /// - Throws: `CRMError.invalidQuery` when the bracket that began before the list closes within it, as in `or(a),and(b)`.
    static func nodes(of list: Substring, within text: Substring) throws(CRMError) -> [Substring] {
        var nodes: [Substring] = []
        var start = list.startIndex
        var scanner = FilterScanner()
        for index in list.utf8.indices {
            scanner.pass(list.utf8[index])
            if scanner.level < 0 { throw .invalidQuery(.malformedCondition(QueryFault.excerpt(text))) }
            if scanner.isAtSeparator {
                nodes.append(list[start..<index])
                start = list.utf8.index(after: index)
            }
        }
        return nodes + [list[start...]]
    }
}

/// Where in a filter's text one is, seen from its start.
private struct FilterScanner {
    private(set) var level = 0
    private(set) var isAtSeparator = false
    private var isInList = false
    private var isInDoubleQuotes = false
    private var isInSingleQuotes = false

    mutating func pass(_ byte: UInt8) {
        isAtSeparator = false
        switch byte {
        case UInt8(ascii: "("): level += 1
        case UInt8(ascii: ")"): level -= 1
        case UInt8(ascii: "["): isInList = true
        case UInt8(ascii: "]"): isInList = false
        case UInt8(ascii: "\""): isInDoubleQuotes.toggle()
        case UInt8(ascii: "'"): isInSingleQuotes.toggle()
        case UInt8(ascii: ","): isAtSeparator = level == 0 && !isInList && !isInDoubleQuotes && !isInSingleQuotes
        default: break
        }
    }
}
