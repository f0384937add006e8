public import Contracts
public import FoundationEssentials
internal import Glibc
internal import HostCrypto
public import HostReactor

/// The folder of the archives on the disk: `<tenant>/<archive>.tma`, and beside each that is in the making its stages. Others may pass
/// through to an archive whose name they know, which is sealed; they see no list, and nothing of a stage.
public struct ArchiveFolder: ArchiveStorage {
    private static let passing: mode_t = 0o711
    static let own: mode_t = 0o700
    private static let readable: mode_t = 0o644

    private let root: Folder
    let lane: BlockingLane

    public init(path: String, lane: BlockingLane) {
        root = Folder(path: path)
        self.lane = lane
    }

    public func makeStage(for archive: ArchiveName, run: Int) async throws -> ArchiveStage {
        try await removeStages(of: archive)
        let stage = ArchiveStage(folder: "\(folder(of: archive.tenant).path)/\(stagePrefix(archive))\(run)")
        return try await lane.run { [root] in
            try root.make(mode: Self.passing)
            try folder(of: archive.tenant).make(mode: Self.passing)
            try Folder(path: stage.folder).make(mode: Self.own)
            try Folder(path: stage.path(of: ArchiveEntry.objectsFolder)).make(mode: Self.own)
            return stage
        }
    }

    public func stage(for archive: ArchiveName) async throws -> ArchiveStage {
        try await lane.run {
            let folder = folder(of: archive.tenant)
            guard let name = try folder.contents().first(where: { $0.hasPrefix(stagePrefix(archive)) }) else {
                throw ArchiveFault.missing
            }
            return ArchiveStage(folder: "\(folder.path)/\(name)")
        }
    }

    public func removeStages(of archive: ArchiveName) async throws {
        try await lane.run {
            let folder = folder(of: archive.tenant)
            for name in try folder.contents() where name.hasPrefix(stagePrefix(archive)) {
                try Folder(path: "\(folder.path)/\(name)").remove()
            }
        }
    }

    public func write(
        _ name: String, to stage: ArchiveStage,
        _ body: @Sendable (_ write: @escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Void
    ) async throws {
        guard ArchiveEntry.isName(name) else { throw ArchiveFault.malformed }
        let file = try await lane.run { try OpenFile(stage.path(of: name)) }
        try await body { bytes in try await lane.run { try file.write(bytes) } }
    }

    public func read(_ name: String, from stage: ArchiveStage, limit: Int) async throws -> [UInt8] {
        try await lane.run {
            let bytes = try FileHandle.open(stage.path(of: name)).read(limit + 1)
            guard bytes.count <= limit else { throw ArchiveFault.malformed }
            return bytes
        }
    }

    public func files(in stage: ArchiveStage) async throws -> [ArchivedFile] {
        try await lane.run { try Folder(path: stage.folder).files().sorted().map { try describe($0, at: stage.path(of: $0)) } }
    }

    public func pack(
        _ stage: ArchiveStage, _ names: [String], as archive: ArchiveName, under key: ArchiveKey
    ) async throws -> PackedArchive {
        guard case .tenant(let keyID, _) = key else { throw ArchiveFault.malformed }
        let path = path(at: archive)
        return try await lane.run {
            // Within the stage, so that it goes with it.
            let partial = stage.path(of: "archive.partial")
            try Folder.removeFile(partial)
            let file = try FileHandle.create(partial, mode: Self.readable)
            var tar = TarWriter(try SealedWriter.begin(file, SealedHeader(keyID: keyID), under: key))
            for name in names { try tar.add(name, from: stage.path(of: name)) }
            let packed = try tar.finish()
            guard rename(partial, path) == 0 else { throw ArchiveFault.storage(errno: errno) }
            try folder(of: archive.tenant).synchronize()
            return packed
        }
    }

    public func unpack(_ source: ArchiveSource, to stage: ArchiveStage, under key: ArchiveKey) async throws {
        try await unpack(file: try path(of: source), to: stage, under: key)
    }

    public func label(of source: ArchiveSource) async throws -> ArchiveLabel {
        ArchiveLabel(keyID: try await header(of: source).keyID)
    }

    public func key(of source: ArchiveSource, under key: ArchiveKey) async throws -> [UInt8] {
        try await header(of: source).key(under: key)
    }

    public func remove(_ archive: ArchiveName) async throws {
        try await removeStages(of: archive)
        let path = path(at: archive)
        try await lane.run { try Folder.removeFile(path) }
    }

    public func removeAll(of tenant: TenantID) async throws {
        try await lane.run { try folder(of: tenant).remove() }
    }

    public func count(of tenant: TenantID) async throws -> Int {
        try await lane.run { try folder(of: tenant).files().count }
    }

    public func mark() async throws -> UUID {
        try await lane.run {
            try root.make(mode: Self.passing)
            let path = "\(root.path)/.mark"
            if access(path, F_OK) != 0 { try FolderMark.leave(at: path) }
            return try FolderMark.read(at: path)
        }
    }

    public func path(of archive: ArchiveName) -> String { "\(archive.tenant)/\(archive.id.canonical).tma" }

    private func header(of source: ArchiveSource) async throws -> SealedHeader {
        let path = try path(of: source)
        return try await lane.run { try SealedHeader(reading: try FileHandle.open(path).read(SealedHeader.length)) }
    }

    private func folder(of tenant: TenantID) -> Folder { Folder(path: "\(root.path)/\(tenant)") }

    func path(at archive: ArchiveName) -> String { "\(root.path)/\(path(of: archive))" }

    private func stagePrefix(_ archive: ArchiveName) -> String { "\(archive.id.canonical).partial." }

    private func path(of source: ArchiveSource) throws(ArchiveFault) -> String {
        switch source {
        case .archive(let archive): return path(at: archive)
        case .inbox(let name):
            guard !name.isEmpty, !name.contains("/"), !name.hasPrefix("."), !name.utf8.contains(0) else { throw .missing }
            return "\(root.path)/inbox/\(name)"
        }
    }

    private func describe(_ name: String, at path: String) throws -> ArchivedFile {
        let file = try FileHandle.open(path)
        let digest = try RunningDigest.begin()
        while case let piece = try file.read(SealedHeader.chunkSize), !piece.isEmpty { try digest.update(piece) }
        return ArchivedFile(name: name, size: try file.size(), sha256: try digest.finish())
    }
}
