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
            bytes.withUnsafeBufferPointer { bytes in
                var text: String?
                for field in fields where Self.isName(bytes[field.start..<field.nameEnd], name) {
                    let value = Self.text(UnsafeBufferPointer(rebasing: bytes[field.nameEnd..<field.valueEnd]))
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

    /// Whether `spelling`, with or without capitals and with underscores for hyphens, is the name.
    private static func isName(_ spelling: Slice<UnsafeBufferPointer<UInt8>>, _ canonicalName: UnsafeBufferPointer<UInt8>) -> Bool {
        guard spelling.count == canonicalName.count else { return false }
        var at = spelling.startIndex
        for wanted in canonicalName {
            let byte = spelling[at]
            let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            guard (isCapital ? byte | 0x20 : byte == UInt8(ascii: "_") ? UInt8(ascii: "-") : byte) == wanted else { return false }
            at += 1
        }
        return true
    }

    private static func text(_ value: UnsafeBufferPointer<UInt8>) -> String {
        // Without a way out of the loop, the compiler looks at many bytes at once.
        var controls: UInt8 = 0
        for byte in value { controls |= isControl(byte) ? 1 : 0 }
        guard controls != 0 else { return String(decoding: value, as: UTF8.self) }
        return String(decoding: value.map { isControl($0) ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }

    private static func isControl(_ byte: UInt8) -> Bool { (byte < 0x20 && byte != 0x09) || byte == 0x7F }
}
