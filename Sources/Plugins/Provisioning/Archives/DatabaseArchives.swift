import Contracts
import FoundationEssentials

/// Archives for those who ask for them.
struct DatabaseArchives: TenantArchives {
    let dependencies: LifecycleDependencies
    let export: TenantExport
    let restoration: TenantRestoration
    let verification: ArchiveVerification
    let reservations: TenantReservations
    let store: ArchiveStore
    let keys: ArchiveKeys
    let folder: SharedFolder

    func export(_ tenant: TenantID, actor: String) async throws -> TenantArchive {
        _ = try await folder.require()
        let archive = try await dependencies.registry.transaction { connection in
            let archive = try await export.enter(tenant, .manual, actor: actor, on: connection)
            return try await store.require(archive, on: connection)
        }
        dependencies.jobs.wake()
        return archive
    }

    func list(of tenant: TenantID) async throws -> [TenantArchive] {
        try await dependencies.registry.withConnection { try await store.list(of: tenant, on: $0) }
    }

    func archive(_ id: UUID, of tenant: TenantID) async throws -> TenantArchive {
        try await dependencies.registry.withConnection { connection in
            try await store.require(ArchiveName(tenant: tenant, id: id), on: connection)
        }
    }

    func download(_ id: UUID, of tenant: TenantID, actor: String) async throws -> ArchiveDownload {
        let archive = try await hand(out: id, of: tenant, as: "tenant.archive_downloaded", actor: actor)
        let day = archive.createdAt.prefix(10)
        return ArchiveDownload(path: dependencies.archives.path(of: archive.name), fileName: "\(day)-\(id.canonical).tma")
    }

    func key(_ id: UUID, of tenant: TenantID, actor: String) async throws -> [UInt8] {
        let storage = try await folder.require()
        let archive = try await hand(out: id, of: tenant, as: "tenant.archive_key_read", actor: actor)
        let label = try await storage.label(of: .archive(archive.name))
        let key = try await dependencies.registry.withConnection { try await keys.find(label.keyID, on: $0) }
        return try await storage.key(of: .archive(archive.name), under: key)
    }

    func importTenant(_ order: ImportOrder) async throws -> ImportedTenant {
        let source = try await source(order)
        if order.key == nil {
            let label = try await folder.require().label(of: source)
            _ = try await dependencies.registry.withConnection { try await keys.find(label.keyID, on: $0) }
        }
        let reserved = try await reservations.reserve(order, from: source)
        dependencies.jobs.wake()
        return reserved
    }

    func restore(_ id: UUID, of tenant: TenantID, actor: String) async throws -> UUID {
        try Self.requireReady(try await archive(id, of: tenant))
        let job = try await dependencies.registry.transaction { connection in
            try await restoration.enter(id, of: tenant, actor: actor, on: connection)
        }
        dependencies.jobs.wake()
        return job.id
    }

    func verify(_ tenant: TenantID?, _ found: @Sendable (ArchiveFinding) async throws -> Void) async throws {
        try await verification.verify(tenant, found)
    }

    /// An archive is named by its id alone; whose it is stands in the registry.
    private func source(_ order: ImportOrder) async throws -> ArchiveSource {
        guard case .archive(let archive) = order.source else { return order.source }
        let found = try await self.archive(archive.id, of: archive.tenant)
        try Self.requireReady(found)
        return .archive(found.name)
    }

    private func hand(out id: UUID, of tenant: TenantID, as action: String, actor: String) async throws -> TenantArchive {
        try await dependencies.registry.transaction { connection in
            let archive = try await store.require(ArchiveName(tenant: tenant, id: id), on: connection)
            try Self.requireReady(archive)
            let details = JSONObject([JSONMember("archive", .string(id.canonical))])
            try await dependencies.audit.record(
                AuditEntry(actor: actor, action: action, tenant: tenant, details: details), on: connection)
            return archive
        }
    }

    private static func requireReady(_ archive: TenantArchive) throws(ArchiveError) {
        switch archive.state {
        case .ready: return
        case .making: throw .notReady
        case .expired: throw .expired
        }
    }
}
