public import Foundation

/// A copy of the delivered settings file that a test changes as an operator would; removed at the end.
public final class SettingsCopy: Sendable {
    public let file: URL

    public struct NoSuchText: Error {
        public let text: String
    }

    public init() throws {
        file = FileManager.default.temporaryDirectory.appending(path: "tm-settings-\(UUID().uuidString).yaml")
        try restore()
    }

    deinit { unlink(file.path) }

    /// The environment that has a stack use it, and remove it with itself when the tests end before they could.
    public var environment: [String: String] { ["CONFIG": file.path, "SETTINGS_COPY": file.path] }

    /// Undoes all changes.
    public func restore() throws {
        try String(contentsOf: TestStack.repository.appending(path: "conf/tenant-manager.yaml"), encoding: .utf8)
            .write(to: file, atomically: true, encoding: .utf8)
    }

    /// Gives a key that stands once in the file, without a value or with one from the environment, a value of its own.
    public func set(_ key: String, to value: String) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        guard
            let line = text.components(separatedBy: "\n").first(where: {
                $0.trimmingCharacters(in: .whitespaces).hasPrefix(key + ":")
            })
        else {
            throw NoSuchText(text: key)
        }
        try replace(line, with: line.prefix { $0 != ":" } + ": " + value)
    }

    /// Replaces a passage that is in the file.
    public func replace(_ passage: String, with other: some StringProtocol) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        guard let range = text.range(of: passage) else { throw NoSuchText(text: passage) }
        try text.replacingCharacters(in: range, with: other).write(to: file, atomically: true, encoding: .utf8)
    }

    /// Switches plugins on or off.
    public func switchPlugins(_ names: [String], on: Bool) throws {
        for name in names {
            try replace("  \(name):\n    enabled: \(!on)", with: "  \(name):\n    enabled: \(on)")
        }
    }
}
