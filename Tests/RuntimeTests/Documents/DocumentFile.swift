import Foundation

/// A file of the repository, found from where this one was compiled.
enum DocumentFile {
    static func read(_ path: String) throws -> String {
        let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
