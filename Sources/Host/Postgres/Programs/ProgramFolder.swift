internal import Glibc

/// Where PostgreSQL's client programs lie.
public struct ProgramFolder: Sendable, Equatable {
    /// Debian's place for the programs of each version.
    private static let versions = "/usr/lib/postgresql"

    public let path: String

    public init(_ path: String) { self.path = path }

    /// The newest version that Debian's packages installed or, without one, the first folder of `PATH` that has the
    /// programs: a newer `pg_dump` reads older servers, but not the other way round.
    public static func find() -> ProgramFolder? {
        let searchPath = getenv("PATH").map { String(cString: $0) } ?? ""
        let numbers = contents(of: versions).compactMap(Int.init).sorted(by: >)
        let folders = numbers.map { "\(versions)/\($0)/bin" } + searchPath.split(separator: ":").map(String.init)
        return folders.first { ProgramFolder($0).has("pg_dump") }.map(ProgramFolder.init)
    }

    /// The program's path; nil when it cannot be run.
    func program(_ name: String) -> String? { has(name) ? "\(path)/\(name)" : nil }

    private func has(_ name: String) -> Bool { access("\(path)/\(name)", X_OK) == 0 }

    private static func contents(of folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names
    }
}
