internal import Foundation

/// Sees to it that no cluster outlives the tests, however they end: a shell that waits for the end of a pipe, which the kernel closes
/// with the test process, then kills the server and removes its folder.
final class ClusterWatchdog: Sendable {
    private let lifeline: FileHandle

    /// The tests may have died while the server was starting, so it is waited for a little.
    private static let script = """
        trap '' INT TERM HUP
        cat >/dev/null
        for try in 1 2 3 4 5 6 7 8 9 10; do
            if pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) && [ -n "$pid" ]; then
                kill -QUIT "$pid"
                while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
                break
            fi
            sleep 0.3
        done
        rm -rf "$1"
        """

    init(folder: String) throws {
        var ends: [Int32] = [-1, -1]
        // Closed in every child from the first: one that held our end open would keep the watchdog waiting. Of what Swift sees of the
        // C library only socketpair can do so.
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw ChildProcess.Failure(description: "there is no pipe for the watchdog")
        }
        lifeline = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
        let waiting = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        let command = ChildProcess.unprivileged(["/bin/sh", "-c", Self.script, "watchdog", folder])
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: command[0])
        shell.arguments = Array(command.dropFirst())
        shell.standardInput = waiting
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        try shell.run()
    }
}
