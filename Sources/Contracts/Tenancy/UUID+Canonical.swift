public import FoundationEssentials

extension UUID {
    /// Reads the 8-4-4-4-12 form of RFC 9562 §4 in either case; nil for anything else.
    public init?(canonical text: some StringProtocol) {
        guard text.utf8.count == 36, let uuid = UUID(uuidString: String(text)) else { return nil }
        self = uuid
    }

    /// The 8-4-4-4-12 form in lower case, as PostgreSQL prints it.
    public var canonical: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var at = 0
            withUnsafeBytes(of: uuid) { bytes in
                for (index, byte) in bytes.enumerated() {
                    if index == 4 || index == 6 || index == 8 || index == 10 {
                        buffer[at] = UInt8(ascii: "-")
                        at += 1
                    }
                    buffer[at] = Self.hexDigit(byte >> 4)
                    buffer[at + 1] = Self.hexDigit(byte & 15)
                    at += 2
                }
            }
            return at
        }
    }

    private static func hexDigit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }
}
