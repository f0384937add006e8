import Contracts
import FoundationEssentials

/// The folder of the archives, once it is known that this host sees the one that all of the installation use.
struct SharedFolder: Sendable {
    let registry: any Database
    let storage: any ArchiveStorage
    let store: ArchiveStore

    /// - Throws: `ArchiveError.folderNotShared`, `ArchiveFault.storage`.
    func require() async throws -> any ArchiveStorage {
        let mark = try await storage.mark()
        let known = try await registry.withConnection { try await store.folderMark(orFirst: mark, on: $0) }
        guard known == mark else { throw ArchiveError.folderNotShared }
        return storage
    }
}
