internal import Contracts
internal import Glibc

/// A folder on the disk. Every call may block.
struct Folder {
    let path: String

    func make(mode: mode_t) throws(ArchiveFault) {
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw .storage(errno: errno) }
        guard chmod(path, mode) == 0 else { throw .storage(errno: errno) }
    }

    /// The names of what is in it; none when there is no such folder.
    func contents() throws(ArchiveFault) -> [String] {
        guard let stream = opendir(path) else {
            guard errno == ENOENT else { throw .storage(errno: errno) }
            return []
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The paths of all files in it and below, relative to it.
    func files() throws(ArchiveFault) -> [String] {
        var files: [String] = []
        for name in try contents() {
            if Self.isFolder("\(path)/\(name)") {
                files += try Folder(path: "\(path)/\(name)").files().map { "\(name)/\($0)" }
            } else {
                files.append(name)
            }
        }
        return files
    }

    /// Removes it with all that is in it. Nothing happens when there is none.
    func remove() throws(ArchiveFault) {
        for name in try contents() {
            let item = "\(path)/\(name)"
            if Self.isFolder(item) { try Folder(path: item).remove() } else { try Self.removeFile(item) }
        }
        guard rmdir(path) == 0 || errno == ENOENT else { throw .storage(errno: errno) }
    }

    static func removeFile(_ path: String) throws(ArchiveFault) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .storage(errno: errno) }
    }

    /// Returns when what was renamed within it stays so.
    func synchronize() throws(ArchiveFault) { try FileHandle.openFolder(path).synchronize() }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
