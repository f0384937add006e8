public import HTTPTypes

/// The header fields of a request, kept as the bytes that the web server handed over. A field becomes text when it is asked for,
/// which most never are.
public struct RequestFields: Sendable, ExpressibleByDictionaryLiteral {
    /// Where one field lies: its name begins where the value before it ends, and its value follows at once.
    private struct Field {
        let start: Int
        let nameEnd: Int
        let valueEnd: Int
    }

    private var bytes: [UInt8] = []
    private var fields: [Field] = []

    public init() {
        bytes.reserveCapacity(1024)
        fields.reserveCapacity(16)
    }

    public init(_ fields: HTTPFields) {
        for field in fields { append(field.name, field.value) }
    }

    public init(dictionaryLiteral elements: (HTTPField.Name, String)...) {
        for (name, value) in elements { append(name, value) }
    }

    public mutating func append(_ name: HTTPField.Name, _ value: String) {
        append(name.canonicalName.utf8, value.utf8)
    }

    /// Appends a field whose name is spelt as CGI spells it (RFC 3875 §4.1.18), without `HTTP_`: `ACCEPT_ENCODING`.
    public mutating func append(variable name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) { append(name, value) }

    /// The field's value; nil when there is none. The values of several fields of the same name are joined by `", "` (RFC 9110 §5.3).
    ///
    /// Bytes that no value may hold (§5.5) are spaces.
    public subscript(name: HTTPField.Name) -> String? {
        var name = name.canonicalName
        return name.withUTF8 { name in
            bytes.withUnsafeBytes { bytes in
                var text: String?
                for field in fields where field.nameEnd - field.start == name.count {
                    guard Self.isName(UnsafeRawBufferPointer(rebasing: bytes[field.start..<field.nameEnd]), name) else { continue }
                    let value = Self.text(UnsafeRawBufferPointer(rebasing: bytes[field.nameEnd..<field.valueEnd]))
                    text = text.map { $0 + ", " + value } ?? value
                }
                return text
            }
        }
    }

    private mutating func append(_ name: some Collection<UInt8>, _ value: some Collection<UInt8>) {
        let start = bytes.count
        bytes.append(contentsOf: name)
        let nameEnd = bytes.count
        bytes.append(contentsOf: value)
        fields.append(Field(start: start, nameEnd: nameEnd, valueEnd: bytes.count))
    }

    /// Whether `spelling`, with or without capitals and with underscores for hyphens, is the name, which is as long.
    private static func isName(_ spelling: UnsafeRawBufferPointer, _ canonicalName: UnsafeBufferPointer<UInt8>) -> Bool {
        for (byte, wanted) in zip(spelling, canonicalName) where byte != wanted {
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            guard (isCapital && byte | 0x20 == wanted) || (byte == UInt8(ascii: "_") && wanted == UInt8(ascii: "-")) else {
                return false
            }
        }
        return true
    }

    private static func text(_ value: UnsafeRawBufferPointer) -> String {
        guard mayHoldControls(value) else { return String(decoding: value, as: UTF8.self) }
        return String(decoding: value.map { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }

    /// Looks at eight bytes at once: a token is hundreds of bytes long, and hardly any value holds what this looks for.
    private static func mayHoldControls(_ value: UnsafeRawBufferPointer) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var seen: UInt64 = 0
        var at = 0
        while at + 8 <= value.count {
            let word = value.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            let delete = word ^ (ones &* 0x7F)
            // A byte below 0x20, or below 1, borrows from its highest bit, which was not set.
            seen |= (word &- ones &* 0x20) & ~word | (delete &- ones) & ~delete
            at += 8
        }
        var isFound = seen & (ones &* 0x80) != 0
        while at < value.count {
            isFound = isFound || value[at] < 0x20 || value[at] == 0x7F
            at += 1
        }
        return isFound
    }
}
