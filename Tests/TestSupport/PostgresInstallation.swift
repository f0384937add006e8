internal import Foundation

/// The newest PostgreSQL of this machine. Its absence fails the tests.
struct PostgresInstallation {
    let binaries: String

    static func find() throws -> PostgresInstallation {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap(Int.init).sorted()
        guard let newest = versions.last, FileManager.default.isExecutableFile(atPath: "\(root)/\(newest)/bin/initdb") else {
            throw ChildProcess.Failure(description: "PostgreSQL is not installed: there is no \(root)/*/bin/initdb")
        }
        return PostgresInstallation(binaries: "\(root)/\(newest)/bin")
    }

    func command(_ program: String, _ arguments: [String]) -> [String] {
        ChildProcess.unprivileged(["\(binaries)/\(program)"] + arguments)
    }
}
