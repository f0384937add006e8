internal import Contracts

/// Takes a sealed tar archive apart. Only the names that an archive has are taken, so that no entry leads out of the folder.
struct TarReader: ~Copyable {
    private var input: SealedReader

    init(_ input: consuming SealedReader) { self.input = input }

    /// Writes every file below `folder`.
    ///
    /// - Throws: `ArchiveFault`; what was written so far stays.
    consuming func extract(to folder: Folder) throws {
        var names: Set<String> = []
        while let header = try next() {
            guard ArchiveEntry.isName(header.name), names.insert(header.name).inserted else { throw ArchiveFault.malformed }
            try extract(header, to: folder)
        }
        // Nothing may follow the end, and reading to the end shows that it is the writer's.
        while case let rest = try input.read(SealedHeader.chunkSize), !rest.isEmpty {
            guard rest.allSatisfy({ $0 == 0 }) else { throw ArchiveFault.malformed }
        }
    }

    /// The next file's header; nil at the end.
    private mutating func next() throws -> TarHeader? {
        var size: Int64?
        while true {
            let block = try input.read(TarHeader.blockSize)
            if block.allSatisfy({ $0 == 0 }) {
                guard block.count == TarHeader.blockSize, size == nil else { throw ArchiveFault.malformed }
                return nil
            }
            let header = try TarHeader(reading: block)
            guard header.kind == .extended else { return TarHeader(name: header.name, size: size ?? header.size) }
            guard size == nil, header.size < Int64(TarHeader.blockSize) else { throw ArchiveFault.malformed }
            size = try Self.size(in: try input.read(TarHeader.blockSize).prefix(Int(header.size)))
        }
    }

    private static func size(in record: ArraySlice<UInt8>) throws(ArchiveFault) -> Int64 {
        let text = String(decoding: record, as: UTF8.self)
        guard let value = text.split(separator: "size=", maxSplits: 1).last?.dropLast(), let size = Int64(value), size >= 0 else {
            throw .malformed
        }
        return size
    }

    private mutating func extract(_ header: TarHeader, to folder: Folder) throws {
        guard header.size >= 0 else { throw ArchiveFault.malformed }
        let file = try FileHandle.create("\(folder.path)/\(header.name)", mode: 0o600)
        var remaining = header.size
        while remaining > 0 {
            let piece = try input.read(Int(min(remaining, Int64(SealedHeader.chunkSize))))
            guard !piece.isEmpty else { throw ArchiveFault.malformed }
            try file.write(piece)
            remaining -= Int64(piece.count)
        }
        _ = try input.read(TarHeader.padding(of: header.size))
    }
}
