internal import Contracts
internal import Glibc

/// Owns one open file. Every call may block.
struct FileHandle: ~Copyable {
    private let descriptor: Int32

    private init(owning descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }

    /// Opens a file to be read. Whatever else is there, a link, a folder or a pipe that somebody put into the inbox, is none.
    ///
    /// - Throws: `ArchiveFault.missing`, `.storage`.
    static func open(_ path: String) throws(ArchiveFault) -> FileHandle {
        // A pipe would have the thread wait for its writer.
        let file = try open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, mode: 0)
        guard try file.status().st_mode & S_IFMT == S_IFREG else { throw .missing }
        return file
    }

    /// Opens a folder to be synchronized.
    static func openFolder(_ path: String) throws(ArchiveFault) -> FileHandle {
        try open(path, O_RDONLY | O_DIRECTORY, mode: 0)
    }

    /// Makes a file that was not there.
    static func create(_ path: String, mode: mode_t) throws(ArchiveFault) -> FileHandle {
        let file = try open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
        // Whatever mask the process has.
        guard fchmod(file.descriptor, mode) == 0 else { throw .storage(errno: errno) }
        return file
    }

    private static func open(_ path: String, _ flags: Int32, mode: mode_t) throws(ArchiveFault) -> FileHandle {
        let descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw [ENOENT, ELOOP].contains(errno) ? .missing : .storage(errno: errno) }
        return FileHandle(owning: descriptor)
    }

    /// Up to `count` bytes; fewer at the file's end alone.
    func read(_ count: Int) throws(ArchiveFault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let read = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress.map { $0 + filled }, count - filled) }
            if read == 0 { break }
            if read > 0 { filled += read } else if errno != EINTR { throw .storage(errno: errno) }
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    func write(_ bytes: [UInt8]) throws(ArchiveFault) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count >= 0 { written += count } else if errno != EINTR { throw .storage(errno: errno) }
        }
    }

    func size() throws(ArchiveFault) -> Int64 { Int64(try status().st_size) }

    private func status() throws(ArchiveFault) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .storage(errno: errno) }
        return status
    }

    /// Returns when what was written is on the disk.
    func synchronize() throws(ArchiveFault) {
        guard fsync(descriptor) == 0 else { throw .storage(errno: errno) }
    }
}
