import Foundation

/// A process that stands still until it is thawed.
struct FrozenProcess {
    private let pid: Int32

    init(_ pid: Int) {
        self.pid = Int32(pid)
        kill(self.pid, SIGSTOP)
    }

    func thaw() { kill(pid, SIGCONT) }
}
