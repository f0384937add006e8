/// The caller's place in a distributed trace (W3C Trace Context, `traceparent`).
public struct TraceParent: Sendable, Equatable {
    /// 32 lower-case hexadecimal digits, not all zero.
    public let traceID: String
    /// 16 lower-case hexadecimal digits, not all zero: the caller's span.
    public let parentID: String
    /// Whether the caller records the trace.
    public let isSampled: Bool

    /// Nil unless `text` is a valid `traceparent` of version 00, or of a later version that begins like one (§4.3).
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 55, bytes[2] == Self.hyphen, bytes[35] == Self.hyphen, bytes[52] == Self.hyphen else { return nil }
        guard Self.isHex(bytes[0..<2]), Self.isIdentity(bytes[3..<35]), Self.isIdentity(bytes[36..<52]) else { return nil }
        guard let flags = UInt8(String(decoding: bytes[53..<55], as: UTF8.self), radix: 16), Self.isHex(bytes[53..<55]) else {
            return nil
        }
        let version = String(decoding: bytes[0..<2], as: UTF8.self)
        guard version != "ff", bytes.count == 55 || (version != "00" && bytes[55] == Self.hyphen) else { return nil }
        traceID = String(decoding: bytes[3..<35], as: UTF8.self)
        parentID = String(decoding: bytes[36..<52], as: UTF8.self)
        isSampled = flags & 1 == 1
    }

    private static let hyphen = UInt8(ascii: "-")

    private static func isIdentity(_ bytes: ArraySlice<UInt8>) -> Bool {
        isHex(bytes) && bytes.contains { $0 != UInt8(ascii: "0") }
    }

    private static func isHex(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.allSatisfy {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
        }
    }
}
