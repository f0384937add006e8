internal import Contracts

/// Writes files into a sealed tar archive.
struct TarWriter: ~Copyable {
    private var output: SealedWriter

    init(_ output: consuming SealedWriter) { self.output = output }

    mutating func add(_ name: String, from path: String) throws {
        let file = try FileHandle.open(path)
        let size = try file.size()
        if size > TarHeader.maxSize { try extend(size) }
        try output.append(try TarHeader(name: name, size: size).block())
        var remaining = size
        while remaining > 0 {
            let piece = try file.read(Int(min(remaining, Int64(SealedHeader.chunkSize))))
            // It was cut off meanwhile.
            guard !piece.isEmpty else { throw ArchiveFault.malformed }
            try output.append(piece)
            remaining -= Int64(piece.count)
        }
        try output.append([UInt8](repeating: 0, count: TarHeader.padding(of: size)))
    }

    consuming func finish() throws -> PackedArchive {
        try output.append([UInt8](repeating: 0, count: 2 * TarHeader.blockSize))
        return try output.finish()
    }

    /// A record of pax for the next file: its own length, `size=`, the number, a line break.
    private mutating func extend(_ size: Int64) throws {
        let rest = " size=\(size)\n"
        let record = Array("\(rest.utf8.count + 2)\(rest)".utf8)
        try output.append(try TarHeader(name: "pax", size: Int64(record.count), kind: .extended).block())
        try output.append(record + [UInt8](repeating: 0, count: TarHeader.padding(of: Int64(record.count))))
    }
}
