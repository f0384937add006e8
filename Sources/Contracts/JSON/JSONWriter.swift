public import FoundationEssentials

/// Writes JSON (RFC 8259) straight into bytes, without an object tree in between.
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8]
    private var needsComma = false

    public init(capacity: Int = 256) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    public mutating func beginObject() { open(UInt8(ascii: "{")) }
    public mutating func endObject() { close(UInt8(ascii: "}")) }
    public mutating func beginArray() { open(UInt8(ascii: "[")) }
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    public mutating func key(_ name: String) {
        separate()
        quote(name.utf8)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A member's name, already quoted and followed by its colon, as one run of bytes prepared beforehand.
    public mutating func key(encoded name: [UInt8]) {
        separate()
        bytes.append(contentsOf: name)
        needsComma = false
    }

    public mutating func member(_ name: String, _ value: String) {
        key(name)
        write(value)
    }

    public mutating func write(_ text: String) {
        separate()
        quote(text.utf8)
        needsComma = true
    }

    /// A UUID in its canonical form, without a text in between.
    public mutating func write(_ uuid: UUID) {
        separate()
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 38) { text in
            text[0] = UInt8(ascii: "\"")
            uuid.writeCanonical(to: UnsafeMutableBufferPointer(rebasing: text[1..<37]))
            text[37] = UInt8(ascii: "\"")
            bytes.append(contentsOf: text)
        }
        needsComma = true
    }

    public mutating func write(_ value: Bool) { raw(value ? "true".utf8 : "false".utf8) }
    public mutating func write(_ value: Int) { raw(String(value).utf8) }
    public mutating func writeNull() { raw("null".utf8) }

    /// Bytes of text, quoted and escaped; they must be UTF-8.
    public mutating func writeText(_ text: UnsafeBufferPointer<UInt8>) {
        separate()
        quote(text)
        needsComma = true
    }

    /// Bytes that are already one JSON value.
    public mutating func raw(_ encoded: [UInt8]) {
        separate()
        bytes.append(contentsOf: encoded)
        needsComma = true
    }

    /// The same of bytes that are stored in another way.
    public mutating func raw(_ encoded: some Collection<UInt8>) {
        separate()
        bytes.append(contentsOf: encoded)
        needsComma = true
    }

    public mutating func write(_ value: JSONValue) {
        switch value {
        case .null: writeNull()
        case .bool(let flag): write(flag)
        case .number(let number): raw(number.text.utf8)
        case .string(let text): write(text)
        case .array(let values):
            beginArray()
            for value in values { write(value) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                key(member.name)
                write(member.value)
            }
            endObject()
        }
    }

    /// The encoding of one value.
    public static func encode(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(value)
        return writer.bytes
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func quote(_ text: some Collection<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        if text.withContiguousStorageIfAvailable({ appendEscaped($0) }) == nil {
            Array(text).withUnsafeBufferPointer { appendEscaped($0) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        // Most texts need no escape. Without a way out of the loop, the compiler looks at many bytes at once.
        var special: UInt8 = 0
        for byte in text { special |= byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") ? 1 : 0 }
        guard special != 0 else { return bytes.append(contentsOf: text) }
        var start = 0
        for (index, byte) in text.enumerated() where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            bytes.append(contentsOf: text[start..<index])
            appendEscape(byte)
            start = index + 1
        }
        bytes.append(contentsOf: text[start...])
    }

    private mutating func appendEscape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}
