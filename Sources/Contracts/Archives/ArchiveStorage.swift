public import FoundationEssentials

/// The folder of the archives, which all hosts of an installation share. No call blocks.
///
/// An archive is made out of a stage, a private folder with its files in the clear, and taken apart into one.
public protocol ArchiveStorage: Sendable {
    /// Makes an empty stage for one run of a job. The stages of its runs before are gone then, whoever still writes to them.
    func makeStage(for archive: ArchiveName, run: Int) async throws -> ArchiveStage

    /// The stage that is there of the archive.
    ///
    /// - Throws: `ArchiveFault.missing`.
    func stage(for archive: ArchiveName) async throws -> ArchiveStage

    func removeStages(of archive: ArchiveName) async throws

    /// Writes a file of the stage out of the pieces that `body` gives.
    func write(
        _ name: String, to stage: ArchiveStage,
        _ body: @Sendable (_ write: @escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Void
    ) async throws

    func read(_ name: String, from stage: ArchiveStage, limit: Int) async throws -> [UInt8]

    /// The files of the stage with their sizes and digests, in the order of their names.
    func files(in stage: ArchiveStage) async throws -> [ArchivedFile]

    /// Makes the archive out of the stage: it is there as a whole, on the disk, or not at all.
    ///
    /// - Parameter names: the files, in the order in which they are to stand.
    func pack(
        _ stage: ArchiveStage, _ names: [String], as archive: ArchiveName, under key: ArchiveKey
    ) async throws -> PackedArchive

    /// Takes an archive apart into a stage that is empty.
    ///
    /// - Throws: `ArchiveFault`.
    func unpack(_ source: ArchiveSource, to stage: ArchiveStage, under key: ArchiveKey) async throws

    /// What the archive's first bytes say, which nothing proves before it is opened.
    ///
    /// - Throws: `ArchiveFault`.
    func label(of source: ArchiveSource) async throws -> ArchiveLabel

    /// The key of the one archive, to be given out.
    func key(of source: ArchiveSource, under key: ArchiveKey) async throws -> [UInt8]

    /// Removes the archive, and what was left of its making. Nothing happens when there is none.
    func remove(_ archive: ArchiveName) async throws

    /// Removes all that lies there of the tenant.
    func removeAll(of tenant: TenantID) async throws

    /// How many files lie there of the tenant.
    func count(of tenant: TenantID) async throws -> Int

    /// The mark that its first user left in the folder: who sees another mark sees another folder.
    func mark() async throws -> UUID

    /// The archive's path below the folder, for nginx to send.
    func path(of archive: ArchiveName) -> String
}

/// An archive by whose it is.
public struct ArchiveName: Sendable, Hashable {
    public let tenant: TenantID
    public let id: UUID

    public init(tenant: TenantID, id: UUID) {
        self.tenant = tenant
        self.id = id
    }
}

public enum ArchiveSource: Sendable {
    case archive(ArchiveName)
    /// A file that somebody has put into the folder's `inbox`: its bare name.
    case inbox(String)
}

/// A folder for the files of one archive.
public struct ArchiveStage: Sendable {
    /// Absolute.
    public let folder: String

    public init(folder: String) { self.folder = folder }

    public func path(of file: String) -> String { "\(folder)/\(file)" }
}

public struct ArchivedFile: Sendable, Equatable {
    /// Relative, with slashes.
    public let name: String
    public let size: Int64
    public let sha256: [UInt8]

    public init(name: String, size: Int64, sha256: [UInt8]) {
        self.name = name
        self.size = size
        self.sha256 = sha256
    }
}

/// What an archive turned out to be once it was made.
public struct PackedArchive: Sendable, Equatable {
    public let size: Int64
    public let sha256: [UInt8]

    public init(size: Int64, sha256: [UInt8]) {
        self.size = size
        self.sha256 = sha256
    }
}

public struct ArchiveLabel: Sendable, Equatable {
    /// Which tenant's key the archive's own was made of.
    public let keyID: UUID

    public init(keyID: UUID) { self.keyID = keyID }
}
