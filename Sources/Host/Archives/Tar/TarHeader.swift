internal import Contracts

/// The block in front of each file of a tar archive (POSIX.1-2017, pax, "ustar Interchange Format").
struct TarHeader: Equatable {
    static let blockSize = 512
    /// The largest size that the block's eleven octal digits hold.
    static let maxSize: Int64 = 0o77_777_777_777

    enum Kind: UInt8 {
        case file = 0x30
        /// Records about the file that follows: `size` where it does not fit.
        case extended = 0x78
    }

    let name: String
    let size: Int64
    let kind: Kind

    init(name: String, size: Int64, kind: Kind = .file) {
        self.name = name
        self.size = size
        self.kind = kind
    }

    /// - Throws: `ArchiveFault.malformed` for what is no header of a plain file, whatever else tar knows.
    init(reading block: [UInt8]) throws(ArchiveFault) {
        guard block.count == Self.blockSize, Array(block[257..<263]) == Self.magic,
            Self.octal(block[148..<156]) == Self.checksum(of: block), let kind = Kind(rawValue: block[156]),
            let size = Self.octal(block[124..<136]), block[345] == 0
        else { throw .malformed }
        self.init(name: String(decoding: block[0..<100].prefix { $0 != 0 }, as: UTF8.self), size: size, kind: kind)
    }

    /// - Throws: `ArchiveFault.malformed` when the name is too long.
    func block() throws(ArchiveFault) -> [UInt8] {
        guard name.utf8.count < 100 else { throw .malformed }
        var block = [UInt8](repeating: 0, count: Self.blockSize)
        func put(_ text: String, at offset: Int) { block.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8) }
        put(name, at: 0)
        put("0000600", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(Self.digits(min(size, Self.maxSize), 11), at: 124)
        put("00000000000", at: 136)
        block[156] = kind.rawValue
        block.replaceSubrange(257..<263, with: Self.magic)
        put("00", at: 263)
        put(Self.digits(Self.checksum(of: block), 6), at: 148)
        block[155] = 0x20
        return block
    }

    /// How many zeros fill the last block of a file of that size.
    static func padding(of size: Int64) -> Int { Int((Int64(blockSize) - size % Int64(blockSize)) % Int64(blockSize)) }

    private static let magic = Array("ustar\0".utf8)

    /// The sum of all bytes, those of the checksum itself taken for spaces.
    private static func checksum(of block: [UInt8]) -> Int64 {
        block.indices.reduce(0) { $0 + ((148..<156).contains($1) ? 0x20 : Int64(block[$1])) }
    }

    private static func digits(_ number: Int64, _ count: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }

    private static func octal(_ field: ArraySlice<UInt8>) -> Int64? {
        Int64(String(decoding: field.prefix { $0 != 0 && $0 != 0x20 }, as: UTF8.self), radix: 8)
    }
}
