import Contracts
import Foundation
import HostCrypto
import TestSupport

@testable import HostArchives

/// A folder with one archive in it.
struct ArchiveBench {
    let root: String
    let folder: ArchiveFolder
    let archive = ArchiveName(tenant: .random(), id: UUID())
    let key = ArchiveKey.tenant(id: UUID(), RandomBytes.make(32))

    static func make() async throws -> ArchiveBench {
        let root = FileManager.default.temporaryDirectory.appending(path: "archives-\(UUID().uuidString)").path
        return ArchiveBench(root: root, folder: ArchiveFolder(path: root, lane: TestReactors.lane))
    }

    static func noise(_ count: Int) -> [UInt8] { RandomBytes.make(count) }

    private var path: String { "\(root)/\(folder.path(of: archive))" }

    func pack(_ files: [String: [UInt8]]) async throws -> PackedArchive {
        let stage = try await folder.makeStage(for: archive, run: 1)
        for (name, bytes) in files { try await folder.write(name, to: stage) { try await $0(bytes) } }
        return try await folder.pack(stage, files.keys.sorted(), as: archive, under: key)
    }

    @discardableResult func unpack(under other: ArchiveKey? = nil) async throws -> ArchiveStage {
        let stage = try await folder.makeStage(for: archive, run: 2)
        try await folder.unpack(.archive(archive), to: stage, under: other ?? key)
        return stage
    }

    func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }

    /// An archive whose seal is right and whose entries are not.
    func forge(_ entries: [(String, [UInt8])]) throws {
        guard case .tenant(let id, _) = key else { return }
        try FileManager.default.createDirectory(atPath: "\(root)/\(archive.tenant)", withIntermediateDirectories: true)
        let file = try HostArchives.FileHandle.create(path, mode: 0o600)
        var writer = try SealedWriter.begin(file, SealedHeader(keyID: id), under: key)
        for (name, bytes) in entries {
            try writer.append(try TarHeader(name: name, size: Int64(bytes.count)).block())
            try writer.append(bytes + [UInt8](repeating: 0, count: TarHeader.padding(of: Int64(bytes.count))))
        }
        try writer.append([UInt8](repeating: 0, count: 1024))
        _ = try writer.finish()
    }
}
