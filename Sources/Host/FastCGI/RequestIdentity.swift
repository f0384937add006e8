/// The identity of a request, which goes into log lines and headers, so its alphabet is narrow.
enum RequestIdentity {
    /// `bytes` as text if they are 1 to 64 of `A–Z a–z 0–9 -`.
    static func accept(_ bytes: UnsafeRawBufferPointer) -> String? {
        guard (1...64).contains(bytes.count), bytes.allSatisfy(isAllowed) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A new one: 128 random bits in hexadecimal, as nginx makes them.
    static func make() -> String {
        let text = String(UInt128.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 32 - text.utf8.count) + text
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
