internal import Contracts
internal import FoundationEssentials
internal import HostCrypto

/// The first bytes of an archive, all of them readable: how it is sealed, and of which tenant's key its own was made.
struct SealedHeader {
    static let length = 60
    static let chunkSize = 1 << 20
    private static let magic = Array("TMARCHV1".utf8)
    private static let saltLength = 32

    let bytes: [UInt8]
    let keyID: UUID
    private let salt: [UInt8]

    init(keyID: UUID) {
        self.keyID = keyID
        salt = RandomBytes.make(Self.saltLength)
        let size = (0..<4).map { UInt8(truncatingIfNeeded: Self.chunkSize >> (24 - 8 * $0)) }
        bytes = Self.magic + withUnsafeBytes(of: keyID.uuid) { Array($0) } + salt + size
    }

    /// - Throws: `ArchiveFault.unknownFormat`.
    init(reading bytes: [UInt8]) throws(ArchiveFault) {
        guard bytes.count == Self.length, Array(bytes.prefix(8)) == Self.magic else { throw .unknownFormat }
        let size = bytes.suffix(4).reduce(0) { $0 << 8 | Int($1) }
        guard size == Self.chunkSize else { throw .unknownFormat }
        self.bytes = bytes
        keyID = UUID(uuid: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 8, as: uuid_t.self) })
        salt = Array(bytes[24..<56])
    }

    /// The key of this archive.
    func key(under key: ArchiveKey) throws -> [UInt8] {
        switch key {
        case .tenant(_, let root): try ChunkCipher.key(of: root, salt: salt)
        case .archive(let own): own
        }
    }

    func cipher(under key: ArchiveKey) throws -> ChunkCipher { try ChunkCipher(key: self.key(under: key), header: bytes) }
}
