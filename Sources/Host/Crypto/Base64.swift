/// Base64 without padding (RFC 4648 §4 and §5), decoded strictly: foreign characters, padding, impossible lengths and stray
/// bits after the last byte are refused, so that no two texts stand for the same bytes.
struct Base64: Sendable {
    /// `+` and `/`, as password hashes and keys are written.
    static let standard = Base64(last: UInt8(ascii: "+"), UInt8(ascii: "/"))
    /// `-` and `_`, as tokens are written (RFC 7515 §2).
    static let url = Base64(last: UInt8(ascii: "-"), UInt8(ascii: "_"))

    private static let invalid: UInt8 = 0xFF

    private let alphabet: [UInt8]
    /// The six bits of each byte, or `invalid`.
    private let values: [UInt8]

    private init(last next: UInt8, _ last: UInt8) {
        let letters = Array(UInt8(ascii: "A")...UInt8(ascii: "Z")) + Array(UInt8(ascii: "a")...UInt8(ascii: "z"))
        alphabet = letters + Array(UInt8(ascii: "0")...UInt8(ascii: "9")) + [next, last]
        var values = [UInt8](repeating: Self.invalid, count: 256)
        for (index, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(index) }
        self.values = values
    }

    func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var buffer: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(alphabet[Int(buffer >> bits & 63)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(buffer << (6 - bits) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Returns: nil when `text` is not the one encoding of some bytes.
    func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        var foreign: UInt8 = 0
        var stray: UInt32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count * 3 / 4) { output, count in
            values.withUnsafeBufferPointer { values in
                var buffer: UInt32 = 0
                var bits: UInt32 = 0
                for letter in text {
                    let value = values[Int(letter)]
                    foreign |= value
                    buffer = buffer << 6 | UInt32(value & 63)
                    bits += 6
                    if bits >= 8 {
                        bits -= 8
                        output[count] = UInt8(truncatingIfNeeded: buffer >> bits)
                        count += 1
                    }
                }
                stray = buffer & (1 << bits - 1)
            }
        }
        // Valid letters have six bits; only `invalid` sets one of the upper two.
        return foreign < 64 && stray == 0 ? bytes : nil
    }

    func decode(_ text: some StringProtocol) -> [UInt8]? {
        Array(text.utf8).withUnsafeBufferPointer { decode($0) }
    }
}
