internal import Contracts
internal import FoundationEssentials
internal import Glibc

/// A file that tells one folder from another, whatever path leads there.
enum FolderMark {
    /// It appears with its contents; of two who leave one at once the first one's stays.
    static func leave(at path: String) throws(ArchiveFault) {
        let mark = UUID()
        let own = "\(path).\(mark.canonical)"
        let file = try FileHandle.create(own, mode: 0o600)
        try file.write(Array(mark.canonical.utf8))
        try file.synchronize()
        defer { unlink(own) }
        guard link(own, path) == 0 || errno == EEXIST else { throw .storage(errno: errno) }
    }

    static func read(at path: String) throws(ArchiveFault) -> UUID {
        guard let mark = UUID(canonical: String(decoding: try FileHandle.open(path).read(36), as: UTF8.self)) else {
            throw .malformed
        }
        return mark
    }
}
