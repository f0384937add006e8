import FoundationEssentials

/// A file in a folder of its own, which nobody but this process's user can look into.
struct ScratchFile: Sendable {
    private let folder: String

    /// - Throws: when no folder can be made.
    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/tenant-manager-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    var path: String { folder + "/file" }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
