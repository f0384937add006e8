public import Contracts

/// An archive that was taken apart, and found to be what its manifest says.
public struct OpenedArchive: Sendable {
    let stage: ArchiveStage
    let manifest: ArchiveManifest

    /// Whose it is, when it was made, and how much is in it, for whoever opened it.
    public var title: String {
        "\(manifest.name) (\(manifest.slug)), \(manifest.createdAt), schema version \(manifest.schema.version), \(manifest.files.count) files"
    }

    var dump: String { stage.path(of: ArchiveManifest.dumpName) }

    /// Takes the archive apart into the stage.
    ///
    /// - Throws: `ArchiveFault`, `ArchiveError`.
    static func unpack(
        _ source: ArchiveSource, to stage: ArchiveStage, under key: ArchiveKey, in storage: any ArchiveStorage
    ) async throws -> OpenedArchive {
        try await storage.unpack(source, to: stage, under: key)
        return try await verified(stage, in: storage)
    }

    /// One that was just taken apart.
    ///
    /// - Throws: `ArchiveFault` when the stage holds other files than the manifest says, or one that is not what it says.
    public static func verified(_ stage: ArchiveStage, in storage: any ArchiveStorage) async throws -> OpenedArchive {
        let opened = try await read(stage, in: storage)
        let files = try await storage.files(in: stage).filter { $0.name != ArchiveManifest.fileName }
        guard files == opened.manifest.files.sorted(by: { $0.name < $1.name }),
            files.contains(where: { $0.name == ArchiveManifest.dumpName })
        else { throw ArchiveFault.malformed }
        return opened
    }

    /// One that was taken apart and verified before.
    static func read(_ stage: ArchiveStage, in storage: any ArchiveStorage) async throws -> OpenedArchive {
        let bytes = try await storage.read(ArchiveManifest.fileName, from: stage, limit: ArchiveManifest.maxBytes)
        return OpenedArchive(stage: stage, manifest: try ArchiveManifest(reading: bytes))
    }

    /// - Throws: `ArchiveError.incompatible` for a schema that a program of schema `own` cannot bring up to date.
    func requireRestorable(under own: TenantSchema) throws(ArchiveError) {
        let schema = manifest.schema
        guard schema.version > 0, schema.version < own.version || schema == own else { throw .incompatible }
    }
}
