internal import Contracts
internal import Foundation
internal import Testing

extension PostgresCluster {
    private static let standbyName = "standby"

    /// Makes a standby that every commit reaches before it is acknowledged (`pg_basebackup`, synchronous replication).
    public func launchStandby() async throws -> PostgresCluster {
        let standby = try PostgresCluster(
            settings: settings.merging(["cluster_name": Self.standbyName]) { $1 }, password: superuserPassword)
        try await standby.copy(self)
        try standby.configure()
        try await standby.start()
        try await execute("ALTER SYSTEM SET synchronous_standby_names = '\(Self.standbyName)'")
        try await execute("SELECT pg_reload_conf()")
        try await eventually(within: .seconds(30)) {
            try await self.query("SELECT FROM pg_stat_replication WHERE sync_state = 'sync'").count == 1
        }
        return standby
    }

    /// Makes a primary of a standby; returns when it is one.
    public func promote() async throws { _ = try await query("SELECT pg_promote()") }

    /// Ends the server without a word to anybody, as a machine fails.
    public func kill() throws {
        let file = "\(data)/postmaster.pid"
        guard let pid = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").first.flatMap({ Int32($0) }) else {
            throw ChildProcess.Failure(description: "\(file) names no process")
        }
        Foundation.kill(pid, SIGKILL)
        // Nobody is to end by that number whoever gets it next.
        try FileManager.default.removeItem(atPath: file)
    }

    /// The password goes through a file, which the standby reads, too, when it connects to the primary.
    private func copy(_ primary: PostgresCluster) async throws {
        let passwords = "\(folder)/passwords"
        try "*:*:*:\(superuser):\(superuserPassword.reveal())\n".write(toFile: passwords, atomically: false, encoding: .utf8)
        let owner = try FileManager.default.attributesOfItem(atPath: folder)[.ownerAccountName] ?? ""
        try FileManager.default.setAttributes([.posixPermissions: 0o600, .ownerAccountName: owner], ofItemAtPath: passwords)
        let arguments = [
            "-D", data, "-h", primary.folder, "-p", String(primary.port), "-U", superuser, "-R", "-X", "stream", "-c", "fast",
            "--no-sync",
        ]
        try await ChildProcess.run(
            ["/usr/bin/env", "PGPASSFILE=\(passwords)"] + installation.command("pg_basebackup", arguments),
            log: "\(folder)/pg_basebackup.log")
    }
}
