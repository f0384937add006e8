public import Contracts
internal import Glibc
internal import HostReactor

/// Archives outside the folder: for whoever is at the machine, and has them where they like.
extension ArchiveFolder {
    /// Copies an archive, sealed as it is, into a file that is not there yet. It appears as a whole or not at all.
    public func copy(_ archive: ArchiveName, to path: String) async throws {
        let source = self.path(at: archive)
        try await lane.run {
            let partial = path + ".partial"
            try Self.fill(partial, from: source)
            defer { unlink(partial) }
            // Unlike a renaming it takes no other file's place.
            guard link(partial, path) == 0 else { throw ArchiveFault.storage(errno: errno) }
        }
    }

    /// Makes an empty stage of a new folder, which its maker alone may enter.
    public func makeStage(at path: String) async throws -> ArchiveStage {
        let stage = ArchiveStage(folder: path)
        try await lane.run {
            guard mkdir(path, Self.own) == 0 else { throw ArchiveFault.storage(errno: errno) }
            try Folder(path: stage.path(of: ArchiveEntry.objectsFolder)).make(mode: Self.own)
        }
        return stage
    }

    /// Takes a file apart that lies anywhere.
    ///
    /// - Throws: `ArchiveFault`; what was written so far stays.
    public func unpack(file path: String, to stage: ArchiveStage, under key: ArchiveKey) async throws {
        try await lane.run {
            try TarReader(try SealedReader.begin(try FileHandle.open(path), under: key)).extract(to: Folder(path: stage.folder))
        }
    }

    public func remove(_ stage: ArchiveStage) async throws { try await lane.run { try Folder(path: stage.folder).remove() } }

    private static func fill(_ path: String, from source: String) throws(ArchiveFault) {
        let input = try FileHandle.open(source)
        let output = try FileHandle.create(path, mode: 0o600)
        do throws(ArchiveFault) {
            while case let piece = try input.read(SealedHeader.chunkSize), !piece.isEmpty { try output.write(piece) }
            try output.synchronize()
        } catch {
            unlink(path)
            throw error
        }
    }
}
