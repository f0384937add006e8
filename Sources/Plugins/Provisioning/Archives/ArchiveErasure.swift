import Contracts

/// The part of an erasure that is about archives: their files. Rows and key go with the tenant's row, and with the key whatever copies
/// there are of the files.
struct ArchiveErasure: Sendable {
    let dependencies: LifecycleDependencies
    let folder: SharedFolder
    let store: ArchiveStore

    /// To be called when the tenant is cut off: an export that still runs has lost its sessions, and is undone here.
    ///
    /// - Throws: `ArchiveError.folderNotShared`: another host may remove them.
    func removeFiles(of tenant: TenantID) async throws {
        let (running, archives) = try await dependencies.registry.withConnection { connection in
            (
                try await dependencies.jobs.unfinished(TenantExport.kindName, of: tenant, on: connection),
                try await store.list(of: tenant, on: connection)
            )
        }
        if let running {
            // Undone is what it is to be.
            do { try await dependencies.jobs.finish(running) } catch is JobFailure {}
        }
        // Without one there is no folder to be found wrong.
        guard running != nil || !archives.isEmpty else { return }
        try await folder.require().removeAll(of: tenant)
    }
}
