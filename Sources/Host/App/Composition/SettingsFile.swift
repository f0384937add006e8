import Contracts
import Glibc
import HostRuntime
import HostYAML

/// The settings file on disk, with the environment put into it.
struct SettingsFile: Sendable {
    /// Where commands look that are told nothing else.
    static var usualPath: String { environment()["TENANT_MANAGER_CONFIG"] ?? "/etc/tenant-manager/tenant-manager.yaml" }

    let path: String

    /// - Throws: `SettingsError` with every fault, each with its place.
    func load() throws(SettingsError) -> HostSettings {
        guard let bytes = Self.read(path, limit: 1 << 20) else {
            let place = SettingsPlace(file: path, line: 1, column: 1)
            throw SettingsError([
                SettingsDiagnostic(place: place, key: "", message: "cannot be read: \(String(cString: strerror(errno)))")
            ])
        }
        let tree = try YAMLReader.read(bytes: bytes, file: path)
        return try HostSettings.load(tree, environment: Self.environment(), plugins: CompiledPlugins.types) { file in
            Self.read(file, limit: 1 << 16).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    private static func environment() -> [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee.map({ String(cString: $0) }) {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return variables
    }

    /// The file's bytes, at most `limit` of them; nil with `errno` set when it cannot be read.
    static func read(_ path: String, limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: limit)
        var length = 0
        while length < limit {
            let count = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress?.advanced(by: length), limit - length)
            }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            length += count
        }
        return Array(bytes[..<length])
    }
}
