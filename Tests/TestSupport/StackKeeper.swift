import Foundation
import Synchronization

/// Sees that no stack outlives the tests, even when they are killed: a watchdog process stops what is left when we are gone.
final class StackKeeper: Sendable {
    static let shared = StackKeeper()

    private let watchdogs = Mutex<[URL: Process]>([:])

    func keep(_ directory: URL, environment: [String: String]) {
        let watchdog = Process()
        let stop = TestStack.repository.appending(path: "scripts/stop").path
        watchdog.executableURL = URL(filePath: "/bin/sh")
        // The loop ends with this process, or when `forget` ends the watchdog itself.
        watchdog.arguments = [
            "-c",
            "while kill -0 \(getpid()) 2>/dev/null; do sleep 1; done; '\(stop)'; rm -rf '\(directory.path)' \"$SETTINGS_COPY\"",
        ]
        watchdog.environment = environment
        watchdog.standardInput = FileHandle.nullDevice
        watchdog.standardOutput = FileHandle.nullDevice
        watchdog.standardError = FileHandle.nullDevice
        guard (try? watchdog.run()) != nil else { return }
        watchdogs.withLock { $0[directory] = watchdog }
    }

    func forget(_ directory: URL) {
        watchdogs.withLock { $0.removeValue(forKey: directory) }?.terminate()
        try? FileManager.default.removeItem(at: directory)
    }
}
