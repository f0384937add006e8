internal import Foundation

/// Sees to it that no cluster outlives the tests, however they end: a shell that waits for the end of a pipe, which the kernel closes
/// with the test process, then kills the server and removes its folder.
final class ClusterWatchdog: Sendable {
    private let lifeline: FileHandle

    private static let script = """
        trap '' INT TERM HUP
        cat >/dev/null
        pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
        if [ -n "$pid" ]; then
            kill -QUIT "$pid"
            while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
        fi
        rm -rf "$1"
        """

    init(folder: String) throws {
        let pipe = Pipe()
        lifeline = pipe.fileHandleForWriting
        // Another child that held the pipe open would keep the watchdog waiting.
        _ = fcntl(lifeline.fileDescriptor, F_SETFD, FD_CLOEXEC)
        let command = ChildProcess.unprivileged(["/bin/sh", "-c", Self.script, "watchdog", folder])
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: command[0])
        shell.arguments = Array(command.dropFirst())
        shell.standardInput = pipe
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        try pipe.fileHandleForReading.close()
    }

    deinit { try? lifeline.close() }
}
