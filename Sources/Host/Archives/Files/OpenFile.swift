internal import Contracts

/// A file that is written by one task, in whatever threads it runs.
final class OpenFile: Sendable {
    private let handle: FileHandle

    init(_ path: String) throws(ArchiveFault) { handle = try FileHandle.create(path, mode: 0o600) }

    func write(_ bytes: [UInt8]) throws(ArchiveFault) { try handle.write(bytes) }
}
