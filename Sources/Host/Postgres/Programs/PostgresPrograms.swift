public import Contracts
internal import Glibc
public import HostReactor
public import Logging

/// `pg_dump` and `pg_restore`.
public struct PostgresPrograms: DatabaseTools {
    private let folder: ProgramFolder?
    private let reactors: ReactorGroup
    private let lane: BlockingLane
    private let logger: Logger
    private let target: @Sendable (DatabaseLogin) async throws -> ConnectionTarget

    /// - Parameters:
    ///   - folder: where the programs lie; nil on a machine that has none.
    ///   - lane: where they are started.
    ///   - target: how to reach the server that a login names.
    public init(
        folder: ProgramFolder?, reactors: ReactorGroup, lane: BlockingLane, logger: Logger,
        target: @escaping @Sendable (DatabaseLogin) async throws -> ConnectionTarget
    ) {
        self.folder = folder
        self.reactors = reactors
        self.lane = lane
        self.logger = logger
        self.target = target
    }

    public func dump(_ dump: DatabaseDump, to file: String) async throws {
        try await run("pg_dump", dump.arguments + ["--file=\(file)"], as: dump.login, within: dump.timeLimit)
    }

    public func restore(_ restoration: DatabaseRestoration, from file: String) async throws {
        guard restoration.omitsExtensions else { return try await restore(restoration, from: file, listed: nil) }
        let list = file + ".list"
        defer { unlink(list) }
        try await run("pg_restore", ["--list", "--file=\(list)", file], environment: [:], within: restoration.timeLimit)
        try await lane.run { try ContentsList(of: list).withoutExtensions.write(to: list) }
        try await restore(restoration, from: file, listed: list)
    }

    private func restore(_ restoration: DatabaseRestoration, from file: String, listed list: String?) async throws {
        let chosen = list.map { ["--use-list=\($0)"] } ?? []
        try await run(
            "pg_restore", restoration.arguments + chosen, as: restoration.login, within: restoration.timeLimit, on: file)
    }

    private func run(
        _ program: String, _ arguments: [String], as login: DatabaseLogin, within limit: Duration, on file: String? = nil
    ) async throws {
        let connection = ConnectionText(try await target(login), applicationName: login.applicationName)
        try await run(
            program, arguments + ["--no-password", "--dbname=\(connection.text)"] + (file.map { [$0] } ?? []),
            environment: connection.environment, within: limit)
    }

    private func run(
        _ program: String, _ arguments: [String], environment: [String: String], within limit: Duration
    ) async throws {
        guard let path = folder?.program(program) else { throw DatabaseToolError.missing(program: program) }
        let child = ChildProgram(path: path, arguments: arguments, environment: environment)
        let exit: ChildExit
        do {
            exit = try await ChildProcess.run(child, on: reactors.any, lane: lane, until: .now + limit)
        } catch ChildError.timedOut {
            throw DatabaseToolError.timedOut(program: program)
        } catch ChildError.notStarted {
            throw DatabaseToolError.missing(program: program)
        }
        switch exit.ending {
        case .exited(0): return
        case .exited(let status):
            let messages = ProgramMessages(exit.errorOutput, of: program).lines.joined(separator: " | ")
            logger.error("A program of PostgreSQL failed.", metadata: ["program": "\(program)", "messages": "\(messages)"])
            throw DatabaseToolError.failed(program: program, status: status)
        case .killed(let signal): throw DatabaseToolError.killed(program: program, signal: signal)
        }
    }
}
