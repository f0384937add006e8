import Foundation

/// What the kernel says of this process (proc_pid_status(5)).
enum ProcessFigures {
    static var residentBytes: Int { figure("VmRSS:") * 1024 }
    static var threads: Int { figure("Threads:") }

    private static func figure(_ name: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
        return Int(line.filter(\.isNumber)) ?? 0
    }
}
