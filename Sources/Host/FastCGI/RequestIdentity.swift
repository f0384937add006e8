/// The identity of a request, which goes into log lines and headers, so its alphabet is narrow.
enum RequestIdentity {
    /// `bytes` as text if they are 1 to 64 of `A–Z a–z 0–9 -`.
    static func accept(_ bytes: UnsafeRawBufferPointer) -> String? {
        guard (1...64).contains(bytes.count), bytes.allSatisfy(isAllowed) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A new one: 128 random bits in hexadecimal, as nginx makes them.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let halves = (generator.next(), generator.next())
        return String(unsafeUninitializedCapacity: 32) { digits in
            for position in 0..<16 {
                digits[position] = hexDigit(halves.0 >> UInt64(position * 4))
                digits[position + 16] = hexDigit(halves.1 >> UInt64(position * 4))
            }
            return 32
        }
    }

    private static func hexDigit(_ bits: UInt64) -> UInt8 {
        let nibble = UInt8(truncatingIfNeeded: bits & 15)
        return nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
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
