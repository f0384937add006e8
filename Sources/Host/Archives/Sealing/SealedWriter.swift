internal import Contracts
internal import HostCrypto

/// Writes a sealed file: its header, and chunk after chunk of what it is given.
struct SealedWriter: ~Copyable {
    private let file: FileHandle
    private let cipher: ChunkCipher
    private let digest: RunningDigest
    private var pending: [UInt8] = []
    private var number: UInt32 = 0
    private var size: Int64 = 0

    private init(_ file: consuming FileHandle, _ cipher: ChunkCipher, _ digest: consuming RunningDigest) {
        self.file = file
        self.cipher = cipher
        self.digest = digest
    }

    static func begin(_ file: consuming FileHandle, _ header: SealedHeader, under key: ArchiveKey) throws -> SealedWriter {
        var writer = SealedWriter(file, try header.cipher(under: key), try RunningDigest.begin())
        try writer.put(header.bytes)
        return writer
    }

    mutating func append(_ bytes: [UInt8]) throws {
        pending += bytes
        // A full chunk waits for what comes after it, as the last one is marked.
        while pending.count > SealedHeader.chunkSize {
            try seal(Array(pending.prefix(SealedHeader.chunkSize)), isLast: false)
            pending.removeFirst(SealedHeader.chunkSize)
        }
    }

    /// Returns when all of it is on the disk.
    consuming func finish() throws -> PackedArchive {
        try seal(pending, isLast: true)
        try file.synchronize()
        let size = size
        return PackedArchive(size: size, sha256: try digest.finish())
    }

    private mutating func seal(_ chunk: [UInt8], isLast: Bool) throws {
        guard number < .max else { throw ArchiveFault.malformed }
        try put(try cipher.seal(chunk, number: number, isLast: isLast))
        number += 1
    }

    private mutating func put(_ bytes: [UInt8]) throws {
        try file.write(bytes)
        try digest.update(bytes)
        size += Int64(bytes.count)
    }
}
