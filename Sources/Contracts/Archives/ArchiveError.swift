/// Why an archive is not made, given out or brought back.
public enum ArchiveError: Error, Equatable, Sendable {
    case unknown
    case notReady
    case expired
    /// One is being made of the tenant.
    case exportRunning
    /// The tenant is being restored from an archive.
    case restoreRunning
    /// What was there before is there still.
    case restoreFailed
    /// This installation has no key for it, and none was given.
    case keyUnknown
    /// A later version made it, or it is of a database that another program migrates.
    case incompatible
    /// Its tenant was erased here.
    case tenantErased
    /// What was restored is not what the archive says of itself.
    case unequal
    /// This host sees another folder than the one that the installation's archives lie in.
    case folderNotShared
    /// There is no account of the owner's address, and no password to make one with.
    case passwordNeeded
}

extension ArchiveError: HTTPRepresentable {
    public var problem: Problem {
        switch self {
        case .unknown: Problem(.archiveNotFound, "There is no such archive.")
        case .notReady: Problem(.archiveNotReady, "The archive is being made.", retryAfterSeconds: 5)
        case .expired: Problem(.archiveExpired, "The archive has expired, and its file was removed.")
        case .exportRunning: Problem(.exportRunning, "An archive of this organization is being made.", retryAfterSeconds: 10)
        case .restoreRunning: Problem(.restoreRunning, "The organization is being restored from an archive.", retryAfterSeconds: 10)
        case .restoreFailed:
            Problem(.restoreFailed, "The archive could not be restored; the organization has what it had before.")
        case .keyUnknown: Problem(.archiveKeyUnknown, "No key for this archive is known here: give the archive's own.")
        case .incompatible: Problem(.archiveIncompatible, "The archive is of a schema that this version cannot restore.")
        case .tenantErased: Problem(.archiveOfErasedTenant, "The organization of this archive was erased: it is not brought back.")
        case .unequal: Problem(.archiveUnequal, "What was restored is not what the archive says of itself; nothing of it was kept.")
        case .folderNotShared:
            Problem(.archivesUnavailable, "This host does not see the folder of the archives.", retryAfterSeconds: 30)
        case .passwordNeeded:
            Problem(
                .validationFailed, "The owner has no account yet.",
                faults: [FieldFault(field: "owner_password", message: "is required for a new account")])
        }
    }
}
