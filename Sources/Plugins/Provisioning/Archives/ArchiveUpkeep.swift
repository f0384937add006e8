import Contracts
import Logging

/// Removes archives whose time is over.
struct ArchiveUpkeep: Sendable {
    let dependencies: LifecycleDependencies
    let store: ArchiveStore
    let folder: SharedFolder

    /// The file goes first: a row without a file is found again, a file without a row would not be.
    func sweep() async throws {
        while let archive = try await dependencies.registry.withConnection({ try await store.due(on: $0) }) {
            try await folder.require().remove(archive)
            try await dependencies.registry.withConnection { try await store.expire(archive, on: $0) }
            dependencies.logger.info(
                "An archive has expired.", metadata: ["tenant": "\(archive.tenant)", "archive": "\(archive.id.canonical)"])
        }
        try await dependencies.registry.withConnection { try await store.prune(on: $0) }
    }
}
