import Contracts

/// All by which tenants are cut off, for a time or for good, put together.
struct TenantEnding: Sendable {
    let kinds: [JobKind]
    let suspension: TenantSuspension
    let deletion: TenantDeletion
    let due: DueErasures

    init(dependencies: LifecycleDependencies, migration: TenantMigration, archives: ArchiveErasure) {
        suspension = TenantSuspension(dependencies: dependencies, migration: migration)
        deletion = TenantDeletion(dependencies: dependencies, archives: archives)
        due = DueErasures(dependencies: dependencies, deletion: deletion)
        kinds = suspension.kinds + [deletion.kind]
    }
}
