internal import Foundation
internal import HostReactor

/// Programs that the tests start.
///
/// Foundation's `Process` counts a program as running while any child of its own is, and so waits for ever for what becomes a daemon.
enum ChildProcess {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs a program to its end; what it prints goes to the file `log`, and into the error when it fails.
    static func run(_ command: [String], log: String) async throws {
        let status = try await TestReactors.lane.run { try spawnAndWait(command, output: log) }
        guard status == 0 else {
            let printed = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            throw Failure(description: "\(command[0]) ended with status \(status): \(printed.suffix(2000))")
        }
    }

    /// `command` as the user `postgres` for root, whom PostgreSQL refuses to serve; as oneself otherwise. It runs in `/`, as that user may
    /// not enter the folder of the tests.
    static func unprivileged(_ command: [String]) -> [String] {
        let user = geteuid() == 0 ? ["/usr/sbin/runuser", "-u", "postgres", "--"] : []
        return ["/usr/bin/env", "-C", "/"] + user + command
    }

    /// Runs a program to its end on the calling thread; what it prints goes to the file `output`, its errors too unless they have a
    /// file of their own.
    ///
    /// - Parameter environment: nil leaves it that of the tests.
    /// - Returns: the status that waitpid(2) reports.
    static func spawnAndWait(
        _ command: [String], output: String, errors: String? = nil, environment: [String: String]? = nil
    ) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        if let errors {
            posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        } else {
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }
        var arguments = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var variables = (environment ?? ProcessInfo.processInfo.environment).map { strdup("\($0)=\($1)") } + [nil]
        defer { for variable in variables { free(variable) } }
        // The threads that tests run on have every signal blocked, and a child would never hear of SIGTERM.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var unblocked = sigset_t()
        sigemptyset(&unblocked)
        posix_spawnattr_setsigmask(&attributes, &unblocked)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process = pid_t()
        guard posix_spawn(&process, command[0], &actions, &attributes, &arguments, &variables) == 0 else {
            throw Failure(description: "\(command[0]) cannot be started")
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 { if errno != EINTR { break } }
        return status
    }
}
