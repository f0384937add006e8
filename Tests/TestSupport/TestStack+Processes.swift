internal import Foundation

extension TestStack {
    /// Which process a name stands for: a pid alone may be given to another.
    public struct Incarnation: Equatable, Sendable {
        public let pid: Int32
        /// In the kernel's ticks since it started (proc(5), stat, field 22).
        let startedAt: String
    }

    /// The running process of that name; nil when it has ended.
    public func incarnation(of name: String) throws -> Incarnation? {
        let pid = try pid(of: name)
        guard let line = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let fields = line.components(separatedBy: ") ").last?.split(separator: " "), fields.count > 19, fields[0] != "Z"
        else { return nil }
        return Incarnation(pid: pid, startedAt: String(fields[19]))
    }

    /// Sends the signal and waits until the process has ended.
    public func end(_ name: String, by signal: Int32) async throws {
        try self.signal(name, signal)
        let deadline = ContinuousClock.now + .seconds(40)
        while try incarnation(of: name) != nil {
            guard ContinuousClock.now < deadline else { throw StackFailure.stillRunning(name) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Ends the hosts in good order and starts them again, so that they read their settings anew.
    public func restartHosts(_ names: [String] = ["host-1"]) async throws {
        for name in names { try signal(name, SIGTERM) }
        for name in names { try await end(name, by: SIGTERM) }
        try start()
    }
}
