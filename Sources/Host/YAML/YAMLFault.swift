internal import CYAML

/// Why libyaml cannot go on, and where; line and column count from 1.
struct YAMLFault: Error, Equatable {
    let line: Int
    let column: Int
    let message: String
}

extension YAMLFault {
    init(at mark: yaml_mark_t, message: String) {
        self.init(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1, message: message)
    }

    /// For faults of the encoding, which libyaml places by the byte alone. The bytes before it are valid UTF-8.
    init(at offset: Int, of bytes: UnsafeBufferPointer<UInt8>, message: String) {
        let before = bytes.prefix(offset)
        let lastLine = before.suffix(while: { $0 != UInt8(ascii: "\n") })
        self.init(
            line: before.count { $0 == UInt8(ascii: "\n") } + 1,
            column: lastLine.count { $0 & 0xC0 != 0x80 } + 1, message: message)
    }
}

extension BidirectionalCollection {
    /// The longest end of the collection whose elements all satisfy `predicate`.
    fileprivate func suffix(while predicate: (Element) -> Bool) -> SubSequence {
        var start = endIndex
        while start > startIndex, predicate(self[index(before: start)]) { formIndex(before: &start) }
        return self[start...]
    }
}
