/// What is wrong with an archive.
public enum ArchiveFault: Error, Equatable, Sendable {
    /// There is no such file.
    case missing
    /// It is no archive, or of a later format than this program knows.
    case unknownFormat
    /// It was changed, cut off or put together anew, or the key is another's.
    case notAuthentic
    /// It is authentic, and not what an archive should hold.
    case malformed
    /// The folder cannot be used; the kernel's reason.
    case storage(errno: Int32)
}

extension ArchiveFault: HTTPRepresentable {
    public var problem: Problem {
        switch self {
        case .missing: Problem(.archiveNotFound, "There is no such archive.")
        case .unknownFormat: Problem(.archiveUnreadable, "The file is no archive, or one of a later version.")
        case .notAuthentic: Problem(.archiveUnreadable, "The archive is damaged, or the key does not fit it.")
        case .malformed: Problem(.archiveUnreadable, "The archive does not hold what it should.")
        case .storage:
            Problem(.archivesUnavailable, "The folder of the archives cannot be used at the moment.", retryAfterSeconds: 30)
        }
    }
}
