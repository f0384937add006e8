/// Base64 without padding (RFC 4648 §4 and §5), decoded strictly: foreign characters, padding, impossible lengths and stray
/// bits after the last byte are refused, so that no two texts stand for the same bytes.
public struct Base64: Sendable {
    /// `+` and `/`, as password hashes and keys are written.
    public static let standard = Base64(last: UInt8(ascii: "+"), UInt8(ascii: "/"))
    /// `-` and `_`, as tokens are written (RFC 7515 §2).
    public static let url = Base64(last: UInt8(ascii: "-"), UInt8(ascii: "_"))

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

    public func encode(_ bytes: [UInt8]) -> String {
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
    public func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        var isValid = false
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count * 3 / 4) { output, count in
            isValid = values.withUnsafeBufferPointer { decode(text, by: $0, into: output) }
            count = text.count * 3 / 4
        }
        return isValid ? bytes : nil
    }

    public func decode(_ text: some StringProtocol) -> [UInt8]? {
        Array(text.utf8).withUnsafeBufferPointer { decode($0) }
    }

    /// Decodes groups of four letters and then what is left over.
    ///
    /// - Returns: whether every letter was one of the alphabet and no bit is left over.
    private func decode(
        _ text: UnsafeBufferPointer<UInt8>, by values: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        // Valid letters have six bits; only `invalid` sets one of the upper two.
        var seen: UInt8 = 0
        var written = 0
        var at = 0
        while at + 4 <= text.count {
            let (a, b) = (values[Int(text[at])], values[Int(text[at + 1])])
            let (c, d) = (values[Int(text[at + 2])], values[Int(text[at + 3])])
            seen |= a | b | c | d
            output[written] = a << 2 | b >> 4
            output[written + 1] = b << 4 | c >> 2
            output[written + 2] = c << 6 | d
            written += 3
            at += 4
        }
        guard at < text.count else { return seen < 64 }
        let (a, b) = (values[Int(text[at])], values[Int(text[at + 1])])
        seen |= a | b
        output[written] = a << 2 | b >> 4
        guard at + 2 < text.count else { return seen < 64 && b & 15 == 0 }
        let c = values[Int(text[at + 2])]
        output[written + 1] = b << 4 | c >> 2
        return (seen | c) < 64 && c & 3 == 0
    }
}
