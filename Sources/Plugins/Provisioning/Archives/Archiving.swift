import Contracts

/// All that is about archives, put together.
struct Archiving: Sendable {
    let kinds: [JobKind]
    let erasure: ArchiveErasure
    let upkeep: ArchiveUpkeep
    let scheduled: ScheduledArchives
    private let verification: ArchiveVerification
    private let export: TenantExport
    private let restoration: TenantRestoration

    init(
        dependencies: LifecycleDependencies, migration: TenantMigration, _ services: PluginServices, plans: PlanCatalogue,
        _ configuration: ProvisioningConfiguration
    ) {
        let store = ArchiveStore()
        let keys = ArchiveKeys(cryptography: dependencies.cryptography)
        let folder = SharedFolder(registry: dependencies.registry, storage: dependencies.archives, store: store)
        export = TenantExport(
            dependencies: dependencies, workspaces: services.workspaceArchiving, store: store, keys: keys, folder: folder,
            keptFor: configuration.archiveLifetime)
        let unpacking = ArchiveUnpacking(
            dependencies: dependencies, migration: migration,
            restorer: DatabaseRestorer(dependencies: dependencies, extensions: configuration.extensions),
            workspaces: services.workspaceArchiving, store: store, keys: keys, folder: folder)
        let bringingBack = TenantImport(creation: TenantCreation(dependencies: dependencies), unpacking: unpacking)
        restoration = TenantRestoration(unpacking: unpacking)
        kinds = [export.kind, bringingBack.kind, restoration.kind]
        scheduled = ScheduledArchives(dependencies: dependencies, export: export, store: store, plans: plans)
        verification = ArchiveVerification(
            dependencies: dependencies, restorer: unpacking.restorer, store: store, keys: keys, folder: folder,
            schema: migration.schema)
        erasure = ArchiveErasure(dependencies: dependencies, folder: folder, store: store)
        upkeep = ArchiveUpkeep(dependencies: dependencies, store: store, folder: folder)
    }

    func archives(_ reservations: TenantReservations) -> DatabaseArchives {
        DatabaseArchives(
            dependencies: export.dependencies, export: export, restoration: restoration, verification: verification,
            reservations: reservations, store: export.store,
            keys: export.keys, folder: export.folder)
    }
}
