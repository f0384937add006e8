import Contracts

/// What a handler on records works with: the object that the path names among the workspace's, the caller, and the tenant's database.
struct RecordScope: Sendable {
    let catalogue: Catalogue
    let object: ObjectDescription
    let caller: Caller
    let database: any Database
    /// How much more of records there may be.
    var allowance = RecordAllowance()

    var permissions: Permissions { caller.permissions }
}
