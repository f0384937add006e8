internal import Contracts
internal import HostCrypto

/// Reads a sealed file. It gives nothing away that is not authentic, and the end only where the writer ended.
struct SealedReader: ~Copyable {
    private let file: FileHandle
    private let cipher: ChunkCipher
    private var number: UInt32 = 0
    private var remaining: Int64
    private var isAtEnd = false
    private var opened: ArraySlice<UInt8> = []

    private init(_ file: consuming FileHandle, _ cipher: ChunkCipher, remaining: Int64) {
        self.file = file
        self.cipher = cipher
        self.remaining = remaining
    }

    /// - Throws: `ArchiveFault`.
    static func begin(_ file: consuming FileHandle, under key: ArchiveKey) throws -> SealedReader {
        let header = try SealedHeader(reading: file.read(SealedHeader.length))
        let remaining = try file.size() - Int64(SealedHeader.length)
        return SealedReader(file, try header.cipher(under: key), remaining: remaining)
    }

    /// Up to `count` bytes; fewer at the end alone.
    ///
    /// - Throws: `ArchiveFault.notAuthentic`.
    mutating func read(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            if opened.isEmpty {
                guard !isAtEnd else { break }
                try openNext()
                continue
            }
            let piece = opened.prefix(count - bytes.count)
            bytes += piece
            opened.removeFirst(piece.count)
        }
        return bytes
    }

    private mutating func openNext() throws {
        let sealed = try file.read(SealedHeader.chunkSize + ChunkCipher.tagLength)
        remaining -= Int64(sealed.count)
        isAtEnd = remaining <= 0
        guard let chunk = try cipher.open(sealed[...], number: number, isLast: isAtEnd) else { throw ArchiveFault.notAuthentic }
        guard number < .max || isAtEnd else { throw ArchiveFault.malformed }
        number &+= 1
        opened = chunk[...]
    }
}
